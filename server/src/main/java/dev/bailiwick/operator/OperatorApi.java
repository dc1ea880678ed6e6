package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.PlainErrors;
import dev.bailiwick.web.Request;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /operator}: for the operator of this machine, who holds the key in the data directory. */
public final class OperatorApi {

    /** Where the document of the original Authorization Extension lies below a tenant. */
    public static final String DOCUMENT = "authorization-extension";

    /** Where tenants are listed and made; each lies below it. */
    public static final String TENANTS_PATH = "/tenants";

    /** Where this API lies. */
    public static final String PREFIX = "/operator";

    private static final String SCOPE = "operator";
    private static final String SCHEME = "Bearer ";

    private OperatorApi() {}

    /** The edge, which believes whoever holds the key and is on this machine. */
    public static Api of(
            Secret key,
            TenantDocument document,
            Tenancy tenancy,
            TenantKeys keys,
            TenantContents contents,
            TenantUsers users,
            TenantAssets assets) {
        var access = Access.anyOf(SCOPE);
        Authenticator authenticator = (_, request) -> authenticated(key, request);
        return Api.of(
                List.of(PREFIX),
                Stream.of(
                                new DocumentResource(document).routes(access),
                                new TenantsResource(tenancy).routes(access),
                                new KeysResource(keys).routes(access),
                                new ApiKeysResource(contents).routes(access),
                                new AdmissionsResource(contents).routes(access),
                                new ConnectionsResource(contents).routes(access),
                                new AuditResource(contents).routes(access),
                                new UsersResource(users).routes(access),
                                new AssetsResource(assets).routes(access))
                        .flatMap(List::stream)
                        .toList(),
                authenticator,
                new PlainErrors());
    }

    /** The same actor as when the command does it itself, and the request. */
    static Origin origin(Call call, String command) {
        return new Origin(Origin.command(command).actor(), call.requestId(), call.sender());
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
