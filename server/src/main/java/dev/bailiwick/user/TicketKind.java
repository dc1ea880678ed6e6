package dev.bailiwick.user;

/** What the holder of a ticket may do, once. */
public enum TicketKind {
    /** Give an account another password. */
    PASSWORD_CHANGE("password_change", "password change ticket"),
    /** Prove that the address of an account is one's own. */
    EMAIL_VERIFICATION("email_verification", "email verification ticket");

    private final String stored;
    private final String words;

    TicketKind(String stored, String words) {
        this.stored = stored;
        this.words = words;
    }

    String stored() {
        return stored;
    }

    /** As the log calls it. */
    String words() {
        return words;
    }
}
