package dev.bailiwick.operator;

import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** {@code /operator/tenants/{name}/authorization-extension}: the tenant's document, of any length, in and out. */
final class DocumentResource {

    private static final String PATH = OperatorApi.TENANTS_PATH + "/{name}/" + OperatorApi.DOCUMENT;
    private static final Duration IMPORT_TIME = Duration.ofDays(1);

    private final TenantDocument document;

    DocumentResource(TenantDocument document) {
        this.document = document;
    }

    List<Route> routes(Access access) {
        return List.of(
                Route.get(PATH, access, this::write),
                Route.post(PATH, access, this::replace).upTo(Route.ANY_LENGTH).within(IMPORT_TIME));
    }

    private Answer write(Call call) {
        return Answer.streamed("application/json", out -> document.write(call.path("name"), out));
    }

    /** Reads a refused document to its end, since a command that is still sending would not see the refusal. */
    private Answer replace(Call call) {
        try (var body = call.body().stream()) {
            try {
                return Answer.ok(document.replace(
                        call.path("name"),
                        body,
                        ImportRequest.of(call),
                        OperatorApi.origin(call, "import authorization-extension")));
            } finally {
                body.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
