package dev.bailiwick.app.deploy;

/**
 * What became of an asset, or of a part of one.
 *
 * @param file where it stands
 * @param reason why it was left out; empty where it was not
 */
public record Outcome(String file, Kind kind, String reason) {

    /** How an import or an export went for it. */
    public enum Kind {
        CREATED,
        CHANGED,
        UNCHANGED,
        LEFT_OUT
    }

    static Outcome leftOut(String file, String reason) {
        return new Outcome(file, Kind.LEFT_OUT, reason);
    }
}
