package dev.bailiwick.connection;

import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.connection.strategy.StrategyKind;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the Management API tells of a connection beside its options, in members of the API's names. */
final class ConnectionSettings {

    private static final String REALMS = "realms";
    private static final String METADATA = "metadata";
    private static final int MOST_METADATA = 10;

    /** How many characters they may have, written as JSON. */
    private static final int LONGEST = 65_536;

    private static final JsonObject DEFAULTS = JsonObject.ofWritten("""
            {"is_domain_connection":false,"authentication":{"active":true},"connected_accounts":{"active":false}}""");

    private static final JsonObject OF_ENTERPRISE = JsonObject.ofWritten("{\"show_as_button\":false}");

    private static final Pattern NAME = Pattern.compile("(?![.-])(?!.*[.-](?:[.-]|$))[A-Za-z0-9.-]{1,128}");
    private static final Pattern STRATEGY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private ConnectionSettings() {}

    /** Refuses with {@link Problem.Invalid} a name and a strategy that Auth0 would not take. */
    static void requireNamed(String name, String strategy) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem.Invalid(
                            Part.BODY,
                            "/name",
                            "must be 1 to 128 letters, digits, hyphens and dots, of which the last two stand alone between others")
                    .asException();
        }
        if (!STRATEGY.matcher(strategy).matches()) {
            throw new Problem.Invalid(Part.BODY, "/strategy", "must be lower-case letters, digits and hyphens")
                    .asException();
        }
    }

    /** With what every connection of the strategy has that does not say otherwise. Refuses what it cannot be. */
    static JsonObject completed(String name, String strategy, JsonObject given) {
        requireSupported(strategy, given);
        var complete = DEFAULTS.mergedWith(given.withoutNulls(), Set.of());
        return withRealms(
                name,
                cleaned(
                        Strategies.kind(strategy) == StrategyKind.ENTERPRISE
                                ? complete.orElse(OF_ENTERPRISE)
                                : complete));
    }

    /** With the members of a change in their places, and of the metadata the members. A null takes a member away. Refuses the same. */
    static JsonObject changed(String name, String strategy, JsonObject present, JsonObject change) {
        requireSupported(strategy, change);
        return withRealms(
                name, cleaned(present.mergedWith(change, Set.of(METADATA)).withoutNulls()));
    }

    /** Our own database asks for nobody's tokens at another application. */
    private static void requireSupported(String strategy, JsonObject settings) {
        if (Strategies.kind(strategy) == StrategyKind.DATABASE
                && settings.flag("/cross_app_access_requesting_app/active").orElse(false)) {
            throw new Problem.Unsupported("Cross App Access Requesting App is not supported for this connection.")
                    .asException();
        }
    }

    /** Without metadata that are null. Refuses too many. */
    private static JsonObject cleaned(JsonObject settings) {
        var metadata = settings.object(METADATA).map(JsonObject::withoutNulls);
        metadata.filter(kept -> kept.size() > MOST_METADATA).ifPresent(kept -> {
            var rule = "Too many properties defined (" + kept.size() + "), maximum " + MOST_METADATA;
            throw new Problem.Invalid(Part.BODY, "/" + METADATA, rule).asException();
        });
        return metadata.map(kept -> settings.mergedWith(JsonObject.of(Map.of(METADATA, kept)), Set.of()))
                .orElse(settings);
    }

    /** A connection without a realm has its own name as one. */
    private static JsonObject withRealms(String name, JsonObject settings) {
        var complete = settings.texts("/" + REALMS).isEmpty()
                ? settings.mergedWith(JsonObject.of(Map.of(REALMS, List.of(name))), Set.of())
                : settings;
        return complete.within(LONGEST, "");
    }
}
