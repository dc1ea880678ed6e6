package dev.bailiwick.app.deploy;

import java.util.List;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/** How long sessions last, which files and answers tell in hours; parts of an hour the API takes in minutes alone. */
final class SessionDurations {

    private static final List<String> HOURS = List.of(
            "session_lifetime",
            "idle_session_lifetime",
            "ephemeral_session_lifetime",
            "idle_ephemeral_session_lifetime");
    private static final int MINUTES_OF_AN_HOUR = 60;

    private SessionDurations() {}

    /** Puts minutes in the place of hours, as the tool does. */
    static void inMinutes(AssetType type, ObjectNode settings) {
        if (type.name().equals(AssetTypes.TENANT)) {
            for (var name : HOURS) {
                if (settings.get(name) instanceof NumericNode hours) {
                    settings.remove(name);
                    settings.put(name + "_in_minutes", Math.round(hours.doubleValue() * MINUTES_OF_AN_HOUR));
                }
            }
        }
    }
}
