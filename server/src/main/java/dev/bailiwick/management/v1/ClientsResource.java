package dev.bailiwick.management.v1;

import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientFilter;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.ClientRegistration;
import dev.bailiwick.client.Clients;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.UsedClients;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /clients}, for the token of the tenant's global client. */
final class ClientsResource {

    private static final String ALL = "/clients";
    private static final String ONE = ALL + "/{id}";
    private static final String NAME = "name";
    private static final String CALLBACKS = "callbacks";

    /** What a client is shown with, and who sends it back changes nothing by it. */
    private static final List<String> SHOWN = List.of("clientID", "clientSecret", "global", "tenant");

    private final Clients clients;
    private final ClientRegistration registration;
    private final UsedClients usedClients;

    ClientsResource(Clients clients, ClientRegistration registration, UsedClients usedClients) {
        this.clients = clients;
        this.registration = registration;
        this.usedClients = usedClients;
    }

    List<Route> routes() {
        return Stream.of(
                        Routes.get(ALL, this::list),
                        Routes.post(ALL, this::create),
                        Routes.get(ONE, call -> Answer.ok(shown(call, client(call)))),
                        Routes.put(ONE, this::replace),
                        Routes.patch(ONE, this::change),
                        Routes.delete(ONE, this::remove))
                .map(Routes::ofGlobalClient)
                .toList();
    }

    private Answer list(Call call) {
        var tenant = call.tenant().id();
        var used = call.query()
                .first("userId")
                .filter(text -> !text.isEmpty())
                .map(user -> usedClients.of(tenant, new UserId(user)));
        return WholeList.answer(
                slice -> clients.list(tenant, ClientFilter.ALL, slice),
                found -> shown(
                        call,
                        found.stream()
                                .filter(client -> used.map(ids -> ids.contains(client.id()))
                                        .orElse(true))
                                .toList()));
    }

    private Answer create(Call call) {
        var body = Payload.read(call);
        Payload.needed(body, NAME);
        var made = registration.add(call.tenant().id(), attributes(body), List.of(), call.origin());
        return Answer.ok(shown(call, made));
    }

    /** Without callbacks there are none from now on. */
    private Answer replace(Call call) {
        var body = Payload.read(call);
        Payload.needed(body, NAME);
        return changed(call, attributes(body).orElse(JsonObject.of(Map.of(CALLBACKS, List.of()))));
    }

    private Answer change(Call call) {
        return changed(call, attributes(Payload.read(call)));
    }

    private Answer changed(Call call, JsonObject change) {
        var changed =
                registration.change(call.tenant().id(), client(call).id(), change, Optional.empty(), call.origin());
        return Answer.ok(shown(call, changed));
    }

    private Answer remove(Call call) {
        registration.remove(call.tenant().id(), client(call).id(), call.origin());
        return Routes.done();
    }

    private Client client(Call call) {
        return clients.get(call.tenant().id(), new ClientId(call.path("id")));
    }

    /** What a body says of a client, in today's members. */
    private static JsonObject attributes(JsonObject body) {
        body.without(SHOWN).without(List.of(NAME, CALLBACKS)).names().stream()
                .findFirst()
                .ifPresent(other -> {
                    throw Payload.refused(other, "cannot be set");
                });
        var attributes = new LinkedHashMap<String, Object>();
        if (body.has(NAME)) {
            var name = Payload.needed(body, NAME);
            if (name.matches("(?s).*[<>].*")) {
                throw Payload.refused(NAME, "must not hold < and >");
            }
            attributes.put(NAME, name);
        }
        if (body.has(CALLBACKS)) {
            attributes.put(CALLBACKS, callbacks(body));
        }
        return JsonObject.of(attributes);
    }

    /** One text of URLs with commas between them; a list is taken too. */
    private static List<String> callbacks(JsonObject body) {
        var urls = Payload.texts(body, CALLBACKS);
        urls.forEach(url -> Addresses.requireCallback(CALLBACKS, url));
        return urls;
    }

    private JsonObject shown(Call call, Client client) {
        return shown(call, List.of(client)).getFirst();
    }

    private List<JsonObject> shown(Call call, List<Client> all) {
        var tenant = call.tenant();
        var secrets = clients.secrets(tenant.id(), all.stream().map(Client::id).toList());
        return all.stream()
                .map(client -> {
                    var members = new LinkedHashMap<String, Object>();
                    members.put("clientID", client.id().value());
                    Optional.ofNullable(secrets.get(client.id()))
                            .filter(_ -> !client.needsKey())
                            .ifPresent(secret -> members.put("clientSecret", secret.reveal()));
                    members.put(NAME, client.name());
                    members.put(CALLBACKS, String.join(",", client.callbacks()));
                    members.put("global", client.isGlobal());
                    members.put("tenant", tenant.name());
                    return JsonObject.of(members);
                })
                .toList();
    }
}
