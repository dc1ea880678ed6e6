package dev.bailiwick.connection;

import java.util.Set;

/** What kind of place users come from, by the strategy of their connection. */
public enum StrategyKind {
    /** Our own accounts with passwords. */
    DATABASE,
    /** Our own accounts without. */
    PASSWORDLESS,
    /** The directory of a company. */
    ENTERPRISE,
    /** A site where anybody may have an account; whatever is none of the others. */
    SOCIAL;

    private static final Set<String> OF_COMPANIES = Set.of(
            "ad",
            "adfs",
            "auth0-adldap",
            "auth0-oidc",
            "custom",
            "daccount",
            "google-apps",
            "ip",
            "office365",
            "oidc",
            "okta",
            "pingfederate",
            "samlp",
            "sharepoint",
            "waad");

    /** The kind of a strategy. */
    public static StrategyKind of(String strategy) {
        return switch (strategy) {
            case "auth0" -> DATABASE;
            case "email", "sms" -> PASSWORDLESS;
            default -> OF_COMPANIES.contains(strategy) ? ENTERPRISE : SOCIAL;
        };
    }
}
