package dev.bailiwick.crash;

/** What a writer knows about its change once the request is over. */
sealed interface Outcome {

    /** Acknowledged: it must never be lost. */
    record Done(String requestId) implements Outcome {}

    /** Refused, to be asked again: it must never be there. */
    record Unavailable() implements Outcome {}

    /** The connection broke, or the server said that it does not know: all of it is there or nothing. */
    record Unknown(String reason) implements Outcome {}

    /** An answer for which the writer gave no reason; by itself a finding. */
    record Unexpected(int status) implements Outcome {}

    /** What the server promises with an answer. */
    static Outcome of(int status, String requestId) {
        return switch (status) {
            case 204 -> new Done(requestId);
            case 503 -> new Unavailable();
            case 504 -> new Unknown("status 504");
            default -> new Unexpected(status);
        };
    }
}
