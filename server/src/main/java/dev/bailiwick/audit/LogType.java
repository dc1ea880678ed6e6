package dev.bailiwick.audit;

/** Kinds of entries, by Auth0's codes. */
public enum LogType {
    /** A change, through whichever API or command. */
    CHANGE("sapi"),
    /** A client was given a token for itself. */
    TOKEN_ISSUED("seccft"),
    /** A client was refused one. */
    TOKEN_REFUSED("feccft"),
    /** A change that was asked for by somebody known, and refused. */
    CHANGE_REFUSED("fapi");

    private final String code;

    LogType(String code) {
        this.code = code;
    }

    /** As it is stored, and as Auth0 writes it. */
    public String code() {
        return code;
    }

    static LogType ofCode(String code) {
        for (var type : values()) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no type of entries: " + code);
    }
}
