package dev.bailiwick.app;

import dev.bailiwick.app.deploy.Management;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.connection.strategy.EgressRules;
import dev.bailiwick.json.Json;
import dev.bailiwick.management.v2.ManagementApi;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.web.InnerApi;
import dev.bailiwick.web.Method;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Management API v2 over a database, in the process and in the name of an operator. */
final class InnerManagement implements Management {

    private static final int FAILED = 500;

    private final Tenant tenant;
    private final Origin origin;
    private final Features features;
    private final InnerApi api;
    private String nextClientId = "";

    /** Over a database that is, or is a part of, the storage's own. */
    InnerManagement(Storage storage, Database database, Features like, Tenant tenant, Origin origin) {
        this.tenant = tenant;
        this.origin = origin;
        this.features = Features.over(
                new Storage(database, storage.box(), storage.scratch(), null),
                like.clock(),
                like.signatures(),
                like.keyPairs(),
                EgressRules.PUBLIC,
                false,
                this::clientId);
        var edge = features.managementApi();
        this.api = new InnerApi(edge, ManagementApi.scopesInUse(edge));
    }

    /** All features over that database. */
    Features features() {
        return features;
    }

    @Override
    public Reply ask(Method method, String path, JsonNode body) {
        var answer = api.answer(tenant, origin, method, path, body.isMissingNode() ? "" : Json.text(body));
        var bytes = new ByteArrayOutputStream();
        try {
            answer.content().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var reply = new Reply(
                answer.status(), bytes.size() == 0 ? MissingNode.getInstance() : Json.readOwn(bytes.toByteArray()));
        if (answer.status() >= FAILED) {
            throw new IllegalStateException(
                    method + " " + path + ": " + reply.body().path("message").asString(""));
        }
        return reply;
    }

    @Override
    public void nextClientId(String id) {
        nextClientId = id;
    }

    private ClientId clientId(RandomText random) {
        var id = nextClientId;
        nextClientId = "";
        return id.isEmpty() ? ClientId.random(random) : new ClientId(id);
    }
}
