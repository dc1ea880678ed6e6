package dev.bailiwick.tenantsettings;

import dev.bailiwick.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Lifetimes of sessions, which are kept in hours and may be given in minutes. */
final class Lifetimes {

    private static final String MINUTES = "_in_minutes";
    private static final long MINUTES_AN_HOUR = 60;

    private static final List<String> NAMES = List.of(
            "session_lifetime",
            "idle_session_lifetime",
            "ephemeral_session_lifetime",
            "idle_ephemeral_session_lifetime");

    private Lifetimes() {}

    /** The same settings with every lifetime in hours, be they whole or not. */
    static JsonObject inHours(JsonObject settings) {
        var hours = new LinkedHashMap<String, Number>();
        for (var name : NAMES) {
            settings.number("/" + name + MINUTES).ifPresent(minutes -> hours.put(name, hours(minutes)));
        }
        var minutes = NAMES.stream().map(name -> name + MINUTES).toList();
        return settings.without(minutes).mergedWith(JsonObject.of(hours), Set.of());
    }

    private static Number hours(long minutes) {
        if (minutes % MINUTES_AN_HOUR == 0) {
            return minutes / MINUTES_AN_HOUR;
        }
        return (double) minutes / MINUTES_AN_HOUR;
    }
}
