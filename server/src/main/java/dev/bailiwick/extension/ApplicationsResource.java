package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.client.Client;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.client.Clients;
import dev.bailiwick.search.LowerCase;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** {@code /applications} of the Authorization Extension: clients, never with a secret. */
final class ApplicationsResource {

    /** The kinds of client that users sign in to. */
    private static final Set<String> LISTED = Set.of("spa", "native", "regular_web");

    private final Clients clients;

    ApplicationsResource(Clients clients) {
        this.clients = clients;
    }

    List<Route> routes() {
        return List.of(
                get("/applications", anyOf("read:applications"), this::list).within(ExtensionApi.LIST_TIME),
                get("/applications/{client}", anyOf("read:applications"), this::one));
    }

    record ListedJson(
            @JsonProperty("client_id") String clientId,
            String name,
            List<String> callbacks,
            @JsonProperty("app_type") String appType) {

        static ListedJson of(Client client) {
            return new ListedJson(client.id().value(), client.name(), client.callbacks(), client.appType());
        }
    }

    private Answer list(Call call) {
        var page = Page.find(call.query());
        var all = clients.list(call.tenant().id()).stream()
                .filter(client -> !client.isGlobal() && LISTED.contains(client.appType()))
                .sorted(Comparator.comparing(client -> LowerCase.of(client.name())))
                .map(ListedJson::of)
                .toList();
        return Answer.ok(Page.of(page, all));
    }

    private Answer one(Call call) {
        var client = clients.get(call.tenant().id(), new ClientId(call.path("client")));
        return Answer.ok(ApplicationJson.of(call.tenant(), client));
    }
}
