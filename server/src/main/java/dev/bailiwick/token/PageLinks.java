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
import java.util.Map;

/**
 * What opens one page of a list, for a while, to whoever holds it: a text that is sealed with the installation's key, so that every
 * node knows it again and nobody else can make one. It is good for this tenant, this path and this query.
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
     * A new one, in characters that need no escape in a query.
     *
     * @param client who looks at the list
     * @param query without this
     */
    public String seal(TenantId tenant, ClientId client, String path, String query) {
        var members = Map.of(
                "page",
                page(tenant, path, query),
                "client",
                client.value(),
                "until",
                clock.millis() + VALID.toMillis());
        return box.seal(PURPOSE, new Secret(JsonObject.of(members).toString()));
    }

    /** Who looked at the list. Refuses with {@link Problem.Unauthenticated} what is not for this page, or is over. */
    public ClientId open(TenantId tenant, String path, String query, String sealed) {
        var told = opened(sealed);
        if (!told.text("/page").orElse("").equals(page(tenant, path, query))) {
            throw refused(AuthenticationFailure.MALFORMED_TOKEN);
        }
        if (told.number("/until").orElse(0L) <= clock.millis()) {
            throw refused(AuthenticationFailure.EXPIRED);
        }
        return new ClientId(told.text("/client").orElseThrow());
    }

    /** What is sealed is as long as any other, however long the query is. */
    private static String page(TenantId tenant, String path, String query) {
        return new Secret(tenant.value() + "\n" + path + "\n" + query).digest();
    }

    private JsonObject opened(String sealed) {
        try {
            return JsonObject.parse(box.open(PURPOSE, sealed).reveal());
        } catch (WrongKeyException e) {
            throw refused(AuthenticationFailure.MALFORMED_TOKEN);
        }
    }

    private static RuntimeException refused(AuthenticationFailure failure) {
        return new Problem.Unauthenticated(failure).asException();
    }
}
