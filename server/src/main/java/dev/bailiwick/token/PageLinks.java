package dev.bailiwick.token;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.secret.SecretBox.WrongKeyException;
import dev.bailiwick.tenant.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What opens one page of a list, for a while, to whoever holds it: a text that is sealed with the installation's key, so that every
 * node knows it again and nobody else can make one. It is good for this tenant, this path and this query, and no longer than the token
 * by which somebody began to look at the list.
 */
public final class PageLinks {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String PURPOSE = "page_link";

    private final SecretBox box;
    private final Clock clock;

    public PageLinks(SecretBox box, Clock clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * Who looks at a list.
     *
     * @param end when the token is over by which that began
     */
    public record Viewer(ClientId client, Instant end) {}

    /**
     * A new one, in characters that need no escape in a query.
     *
     * @param query without this
     */
    public String seal(TenantId tenant, Viewer viewer, String path, String query) {
        var end = viewer.end().toEpochMilli();
        var members = Map.of(
                "page",
                page(tenant, path, query),
                "client",
                viewer.client().value(),
                "end",
                end,
                "until",
                Math.min(end, clock.millis() + VALID.toMillis()));
        return box.seal(PURPOSE, new Secret(JsonObject.of(members).toString()));
    }

    /**
     * Who looked at the list. Refuses with {@link Problem.Unauthenticated} what is not for this page, or is over. Whether the client
     * is there yet is not known here.
     */
    public Viewer open(TenantId tenant, String path, String query, String sealed) {
        var told = opened(sealed);
        if (!told.text("/page").orElse("").equals(page(tenant, path, query))) {
            throw refused(AuthenticationFailure.MALFORMED_TOKEN);
        }
        long end = told.number("/end").orElse(0L);
        if (Math.min(end, told.number("/until").orElse(0L)) <= clock.millis()) {
            throw refused(AuthenticationFailure.EXPIRED);
        }
        return new Viewer(new ClientId(told.text("/client").orElseThrow()), Instant.ofEpochMilli(end));
    }

    /** What is sealed is as long as any other, however long the query is. */
    private static String page(TenantId tenant, String path, String query) {
        return new Secret(tenant.value() + "\n" + path + "\n" + query).digest();
    }

    private JsonObject opened(String sealed) {
        try {
            return JsonObject.ofWritten(box.open(PURPOSE, sealed).reveal());
        } catch (WrongKeyException e) {
            throw refused(AuthenticationFailure.MALFORMED_TOKEN);
        }
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
