package dev.bailiwick.connection.strategy;

/** Why nothing was fetched. Whoever asked is told this much, and nothing of what another server said. */
public enum EgressFault {
    BAD_URL("is no URL that is fetched: it begins with https, names a host and holds no credentials"),
    BAD_PORT("has a port that is not asked: there are 443 and 8443"),
    FORBIDDEN("leads to an address that is not asked"),
    NOT_HTTPS("is not https"),
    BUSY("was not asked, because too many others are just now"),
    UNKNOWN_HOST("names a host that is not known"),
    UNREACHABLE("cannot be reached"),
    NOT_TRUSTED("leads to a server that is not trusted, or does not speak TLS"),
    BROKEN("was not answered in HTTP"),
    STATUS("was not answered with status 200"),
    REDIRECTS("leads to too many redirections"),
    MEDIA_TYPE("was answered in another media type"),
    ENCODED("was answered in a compressed form, which was not asked for"),
    TOO_LARGE("was answered with more than is read"),
    TOO_SLOW("was not answered in time");

    private final String reason;

    EgressFault(String reason) {
        this.reason = reason;
    }

    /** As a half sentence that follows the name of the URL: {@code cannot be reached}. */
    public String reason() {
        return reason;
    }
}
