package dev.bailiwick.app.deploy;

import java.util.List;

/** Why a file cannot be carried. */
final class NotCarried extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotCarried(String reason) {
        super(reason, null, false, false);
    }

    /** For want of values for markers. */
    static NotCarried without(List<String> keywords) {
        return new NotCarried("There is no value for " + String.join(", ", keywords));
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
