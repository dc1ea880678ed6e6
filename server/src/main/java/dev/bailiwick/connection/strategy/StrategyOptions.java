package dev.bailiwick.connection.strategy;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Completes the options of a connection by all that follows from them. Options that mean nothing here are kept as they came. */
public final class StrategyOptions {

    private static final String ADFS = "adfs";
    private static final String GOOGLE_APPS = "google-apps";
    private static final String DOMAIN = "tenant_domain";
    private static final Pattern DOMAIN_NAME = Pattern.compile(
            "(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?");

    /** An account of Google Apps is its address. */
    private static final JsonObject OF_GOOGLE_APPS = JsonObject.ofWritten("{\"email\":true,\"profile\":true}");

    private final Federation federation;

    public StrategyOptions(Egress egress) {
        this.federation = new Federation(egress);
    }

    /**
     * The options with scopes, thumbprints and endpoints. It may wait for another server, and has no place in a transaction. Refuses with
     * {@link Problem.Invalid} and {@link Problem.NotAllowed} what the strategy cannot have.
     */
    public JsonObject completed(Tenant tenant, String strategy, JsonObject given) {
        return switch (strategy) {
            case ADFS -> federation.completed(tenant, given);
            case GOOGLE_APPS -> {
                requireDomain(given);
                yield Flags.scoped(strategy, given.orElse(OF_GOOGLE_APPS));
            }
            case "office365" ->
                Flags.scoped(
                        strategy,
                        given.orElse(JsonObject.of(Map.of("app_domain", tenant.domain())))
                                .orElse(JsonObject.of(Map.of("thumbprints", List.of()))));
            default -> Flags.scoped(strategy, given);
        };
    }

    /** The same for options that take the place of other ones, of which stays what the other server told when it is silent now. */
    public JsonObject changed(Tenant tenant, String strategy, JsonObject given, JsonObject present) {
        return strategy.equals(ADFS) ? federation.changed(tenant, given, present) : completed(tenant, strategy, given);
    }

    /**
     * Refuses as {@link #completed} options that no connection of the strategy can have, whatever else it has. Nobody is asked.
     */
    public static void requireAllowed(String strategy, JsonObject some) {
        if (strategy.equals(ADFS)) {
            Federation.requireAllowed(some);
        }
        if (strategy.equals(GOOGLE_APPS) && some.value("/" + DOMAIN).isPresent()) {
            requireDomain(some);
        }
        var _ = Flags.scoped(strategy, some);
    }

    /**
     * Refuses with {@link Problem.NotAllowed} options of google-apps that name no domain; what is no text counts as absent, which Auth0
     * calls undefined. Whether there is such a domain at Google nobody is asked.
     */
    public static void requireDomain(JsonObject given) {
        var domain = given.text("/" + DOMAIN).orElse("undefined");
        if (!DOMAIN_NAME.matcher(domain).matches()) {
            throw new Problem.NotAllowed(domain + " is not a valid google apps domain").asException();
        }
    }
}
