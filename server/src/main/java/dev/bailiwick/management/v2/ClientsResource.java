package dev.bailiwick.management.v2;

import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientFilter;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientKeys;
import dev.bailiwick.client.ClientRegistration;
import dev.bailiwick.client.Clients;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.secret.Secret;
import dev.bailiwick.store.Sliced;
import dev.bailiwick.token.SigningKey;
import dev.bailiwick.token.SigningKeys;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /clients}. */
final class ClientsResource {

    private static final Schema CREATE = Schema.of("client", "create");
    private static final Schema CHANGE = Schema.of("client", "change");
    private static final int PER_PAGE = 50;

    private static final String SECRET = "client_secret";
    private static final String METHODS = "client_authentication_methods";
    private static final String TOKEN_VAULT = "token_vault_privileged_access";
    private static final Set<String> NEEDED = Set.of("name", SECRET, "is_first_party", "oidc_conformant");

    /** What is told of each whatever is asked for. */
    private static final List<String> OF_EACH = List.of("tenant");

    /** The search that the original knows here. There are no organizations yet. */
    private static final String IN_ANY_ORGANIZATION = "client_grant.allow_any_organization:true";

    private static final String IN_ORGANIZATION = "client_grant.organization_id:";

    private final Clients clients;
    private final ClientRegistration registration;
    private final ClientKeys keys;
    private final SigningKeys signingKeys;

    ClientsResource(Clients clients, ClientRegistration registration, ClientKeys keys, SigningKeys signingKeys) {
        this.clients = clients;
        this.registration = registration;
        this.keys = keys;
        this.signingKeys = signingKeys;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_clients", this::list),
                Operations.route("post_clients", this::create),
                Operations.route("get_clients_by_id", this::one),
                Operations.route("patch_clients_by_id", this::change),
                Operations.route("delete_clients_by_id", this::remove),
                Operations.route("post_rotate-secret", this::rotateSecret));
    }

    private Answer list(Call call) {
        var sight = ClientSight.of(call);
        var fields = Fields.of(call);
        sight.require(fields);
        var paging = Paging.ofEither(call, PER_PAGE);
        var found = isNowhere(call)
                ? new Sliced<Client>(List.of(), 0, OptionalLong.empty())
                : clients.list(call.tenant().id(), wanted(call), paging.slice());
        var shown = shown(call, found.items(), sight).stream()
                .map(fields.and(OF_EACH)::of)
                .toList();
        return paging.answer("clients", shown, found);
    }

    private Answer one(Call call) {
        var sight = ClientSight.of(call);
        var fields = Fields.of(call);
        sight.require(fields);
        return Answer.ok(
                fields.and(OF_EACH).of(shown(call, clients.get(call.tenant().id(), id(call)), sight)));
    }

    private Answer create(Call call) {
        var asked = Numbers.whole(CREATE.read(call));
        if (asked.has(METHODS) || NewCredentials.areIn(asked)) {
            Required.anyOf(call, "create:client_credentials");
        }
        if (asked.has(TOKEN_VAULT)) {
            Required.anyOf(call, "update:client_token_vault_privileged_access");
        }
        var credentials = NewCredentials.of(asked, keys);
        var made = registration.add(call.tenant().id(), credentials.named(asked), credentials.all(), call.origin());
        var shown = shown(call, made, ClientSight.EVERYTHING).with("encrypted", true);
        return Answer.of(201, credentials.told(shown));
    }

    private Answer change(Call call) {
        var asked = Numbers.whole(CHANGE.readChange(call, NEEDED));
        requireScopes(call, asked);
        var changed = registration.change(
                call.tenant().id(),
                id(call),
                asked.without(List.of(SECRET)),
                asked.text("/" + SECRET).map(Secret::new),
                call.origin());
        return Answer.ok(shown(call, changed, ClientSight.ofChanger(call)));
    }

    private Answer remove(Call call) {
        registration.remove(call.tenant().id(), id(call), call.origin());
        return Answer.noContent();
    }

    private Answer rotateSecret(Call call) {
        var rotated = registration.rotateSecret(call.tenant().id(), id(call), call.origin());
        return Answer.ok(shown(call, rotated, ClientSight.EVERYTHING));
    }

    private JsonObject shown(Call call, Client client, ClientSight sight) {
        return shown(call, List.of(client), sight).getFirst();
    }

    /** The secrets are read for those who see them, and for nobody else. */
    private List<JsonObject> shown(Call call, List<Client> all, ClientSight sight) {
        var tenant = call.tenant();
        var secrets = sight.isWithSecrets()
                ? clients.secrets(tenant.id(), all.stream().map(Client::id).toList())
                : Map.<ClientId, Secret>of();
        var signing = sight.isWithSecrets()
                ? signingKeys.list(tenant.id()).stream().findFirst()
                : Optional.<SigningKey>empty();
        return all.stream()
                .map(client ->
                        sight.of(ClientJson.of(tenant, client, Optional.ofNullable(secrets.get(client.id())), signing)))
                .toList();
    }

    private static ClientFilter wanted(Call call) {
        return new ClientFilter(
                Parameters.truth(call, "is_global"),
                Parameters.truth(call, "is_first_party"),
                Parameters.text(call, "app_type").stream()
                        .flatMap(kinds -> Stream.of(kinds.split(",")))
                        .toList(),
                Parameters.text(call, "q").isPresent());
    }

    /** Whether the caller looks where nothing can be: in organizations, or among clients that describe themselves. */
    private static boolean isNowhere(Call call) {
        var query = Parameters.text(call, "q").orElse(IN_ANY_ORGANIZATION);
        if (!query.equals(IN_ANY_ORGANIZATION) && !query.startsWith(IN_ORGANIZATION)) {
            throw Parameters.broken("q", "Object didn't pass validation for format query: " + query);
        }
        return query.startsWith(IN_ORGANIZATION)
                || Parameters.text(call, "external_client_id").isPresent();
    }

    /** The secret, the credentials, access to the token vault and all the rest have a scope each. */
    private static void requireScopes(Call call, JsonObject asked) {
        var rest = asked.without(List.of(SECRET, METHODS, TOKEN_VAULT));
        if (asked.has(SECRET)) {
            Required.anyOf(call, "update:client_keys");
        }
        if (asked.has(METHODS)) {
            Required.anyOf(call, "update:client_credentials");
        }
        if (asked.has(TOKEN_VAULT)) {
            Required.anyOf(call, "update:client_token_vault_privileged_access");
        }
        if (rest.size() > 0) {
            Required.anyOf(call, "update:clients");
        }
    }

    private static ClientId id(Call call) {
        return new ClientId(call.path("id"));
    }
}
