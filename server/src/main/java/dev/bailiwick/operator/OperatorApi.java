package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.PlainErrors;
import dev.bailiwick.web.Request;
import dev.bailiwick.web.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /operator}: for the operator of this machine, who holds the key in the data directory. */
public final class OperatorApi {

    /** Where an export of the original Authorization Extension is posted to. */
    public static final String IMPORT_PATH = "/import/authorization-extension";

    /** Where tenants are listed and made; each lies below it. */
    public static final String TENANTS_PATH = "/tenants";

    /** Where this API lies. */
    public static final String PREFIX = "/operator";

    /** The longest document that is taken over HTTP, in bytes. */
    public static final long IMPORT_LIMIT = 50L << 20;

    private static final Duration IMPORT_TIME = Duration.ofMinutes(10);
    private static final String SCOPE = "operator";
    private static final String SCHEME = "Bearer ";

    private OperatorApi() {}

    /** Puts an uploaded document in the place of what the tenant has and tells what it brought, or what it would change. */
    @FunctionalInterface
    public interface Importer {
        Object replace(TenantId tenant, InputStream document, ImportRequest asked, Origin origin);
    }

    /** The edge, which believes whoever holds the key and is on this machine. */
    public static Api of(
            Secret key,
            Importer importer,
            Tenancy tenancy,
            TenantKeys keys,
            TenantContents contents,
            TenantUsers users) {
        var access = Access.anyOf(SCOPE);
        Route.Handler upload = call -> Answer.ok(uploaded(importer, call));
        Authenticator authenticator = (_, request) -> authenticated(key, request);
        return Api.of(
                List.of(PREFIX),
                Stream.of(
                                List.of(Route.post(IMPORT_PATH, access, upload)
                                        .upTo(IMPORT_LIMIT)
                                        .within(IMPORT_TIME)),
                                new TenantsResource(tenancy).routes(access),
                                new KeysResource(keys).routes(access),
                                new ApiKeysResource(contents).routes(access),
                                new AdmissionsResource(contents).routes(access),
                                new ConnectionsResource(contents).routes(access),
                                new AuditResource(contents).routes(access),
                                new UsersResource(users).routes(access))
                        .flatMap(List::stream)
                        .toList(),
                authenticator,
                new PlainErrors());
    }

    /** The same actor as when the command does it itself, and the request. */
    static Origin origin(Call call, String command) {
        return new Origin(Origin.command(command).actor(), call.requestId(), call.sender());
    }

    /** Reads a refused document to its end, since a command that is still sending would not see the refusal. */
    private static Object uploaded(Importer importer, Call call) {
        try (var document = call.body().stream()) {
            try {
                return importer.replace(
                        call.tenant().id(),
                        document,
                        ImportRequest.of(call),
                        origin(call, "import authorization-extension"));
            } finally {
                document.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Caller authenticated(Secret key, Request request) {
        var credentials = request.header("Authorization").orElse("");
        if (!request.isFromLoopback()
                || !credentials.startsWith(SCHEME)
                || !key.equals(new Secret(credentials.substring(SCHEME.length())))) {
            throw new Problem.Unauthenticated(AuthenticationFailure.MISSING).asException();
        }
        return new Caller("operator", Set.of(SCOPE));
    }
}
