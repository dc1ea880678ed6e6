package dev.bailiwick.audit;

/**
 * Where a change comes from.
 *
 * @param actor the subject of the caller's token, or the command that a person ran on the machine
 * @param requestId as in the answer's X-Request-Id; empty for a command
 */
public record Origin(String actor, String requestId, Sender sender) {

    /** What the actor ends in that is a client, behind its id; and so the {@code sub} of its tokens. */
    public static final String CLIENT = "@clients";

    /** What the actor of a command begins with. */
    public static final String COMMAND = "command:";

    /** A change whose sender is not known. */
    public Origin(String actor, String requestId) {
        this(actor, requestId, Sender.NONE);
    }

    /** A command that was run on this machine, not through an API. */
    public static Origin command(String name) {
        return new Origin(COMMAND + name, "");
    }
}
