package dev.bailiwick.connection;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import java.util.Set;

/** The options of connections: what they are at first, and how they are kept, which is as they came and encrypted as a whole. */
final class Options {

    private static final String PURPOSE = "connection_options";
    private static final String DATABASE = "auth0";

    /** How many characters they may have, written as JSON. */
    private static final int LONGEST = 262_144;

    private static final JsonObject OF_NEW_DATABASE = JsonObject.ofWritten("""
            {"mfa":{"active":true,"return_enroll_settings":true},"passwordPolicy":"good","strategy_version":2}""");

    private static final JsonObject OF_DATABASE = JsonObject.ofWritten("""
            {"authentication_methods":{"password":{"enabled":true,"api_behavior":"required","signup_behavior":"allow"},
            "passkey":{"enabled":false}},"passkey_options":{"challenge_ui":"both",
            "progressive_enrollment_enabled":true,"local_enrollment_enabled":true},
            "brute_force_protection":true,"disable_self_service_change_password":false}""");

    /** Where addresses are among the attributes by which users are known. */
    private static final JsonObject OF_ADDRESSES = JsonObject.ofWritten("""
            {"attributes":{"email":{"unique":true,"verification_method":"link"}}}""");

    /** Of these a database has the rest of its own also when some members are given. */
    private static final Set<String> DEEP = Set.of("attributes", "authentication_methods");

    /** Of these, and of no others, the audit log shows the text. */
    private static final Set<String> HARMLESS = Set.of(
            "api_behavior",
            "challenge_ui",
            "client_id",
            "digestAlgorithm",
            "discovery_url",
            "domain",
            "domain_aliases",
            "entityId",
            "identity_api",
            "issuer",
            "mapping_mode",
            "passwordPolicy",
            "precedence",
            "protocolBinding",
            "scope",
            "set_user_root_attributes",
            "signatureAlgorithm",
            "signup_behavior",
            "strategy_version",
            "tenant_domain",
            "type",
            "waad_protocol");

    private final SecretBox box;

    Options(SecretBox box) {
        this.box = box;
    }

    /** With what a new connection of the strategy has that does not say otherwise. */
    static JsonObject ofNew(String strategy, JsonObject given) {
        return completed(strategy, strategy.equals(DATABASE) ? given.orElse(OF_NEW_DATABASE) : given);
    }

    /** With what a connection of the strategy is never without. Refuses what is too long. */
    static JsonObject completed(String strategy, JsonObject given) {
        return bounded(strategy.equals(DATABASE) ? ofDatabase(given) : given);
    }

    private static JsonObject ofDatabase(JsonObject given) {
        boolean hasAddresses = given.object("attributes")
                .flatMap(those -> those.object("email"))
                .isPresent();
        var defaults = hasAddresses ? OF_DATABASE.orElse(OF_ADDRESSES) : OF_DATABASE;
        return defaults.mergedDeeply(given, DEEP).in(given.orElse(defaults).names());
    }

    /** The same. Refuses what is too long. */
    static JsonObject bounded(JsonObject options) {
        return options.within(LONGEST, "/options");
    }

    /** What the audit log tells of options: texts that may be secrets are not shown. */
    static JsonObject told(JsonObject options) {
        return options.hidingTexts(HARMLESS);
    }

    /** It has no place in a transaction. */
    String seal(JsonObject options) {
        return box.seal(PURPOSE, new Secret(options.toString()));
    }

    JsonObject open(String sealed) {
        return JsonObject.ofWritten(box.open(PURPOSE, sealed).reveal());
    }
}
