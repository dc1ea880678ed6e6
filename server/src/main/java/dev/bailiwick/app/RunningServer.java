package dev.bailiwick.app;

import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.json.Json;
import dev.bailiwick.network.Web;
import dev.bailiwick.operator.ImportRequest;
import dev.bailiwick.operator.OperatorApi;
import dev.bailiwick.rbac.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The server that has the data directory's database open, as the operator's commands talk to it: over loopback, with the operator's key. */
record RunningServer(DataDirectory directory) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int NO_CONTENT = 204;

    /** What the server answered, when it did not refuse. */
    record Reply(int status, JsonNode body) {

        /** The body as the value that the server wrote. */
        <T> T as(Class<T> type) {
            return Json.as(body, type);
        }

        /** Leaves out the body, which may hold secrets. */
        @Override
        public String toString() {
            return "Reply[" + status + "]";
        }
    }

    /** What lies below a tenant's place in the operator's API. */
    static String tenantPath(String tenant, String... segments) {
        var path = new StringBuilder(OperatorApi.TENANTS_PATH).append('/').append(Web.encoded(tenant));
        for (var segment : segments) {
            path.append('/').append(Web.encoded(segment));
        }
        return path.toString();
    }

    /** Has the server put the document in the place of what the tenant has, or tell what that would change. */
    Object importExtension(String tenant, InputStream document, ImportRequest asked)
            throws IOException, InterruptedException {
        var reply = ask(
                "POST",
                tenantPath(tenant, OperatorApi.DOCUMENT) + asked.query(),
                BodyPublishers.ofInputStream(() -> document),
                asked.headers());
        return asked.isDryRun() ? reply.as(Difference.class) : reply.as(ExtensionImport.Summary.class);
    }

    /** Has the server write the tenant's document. */
    void exportExtension(String tenant, OutputStream out) throws IOException, InterruptedException {
        send(
                "GET",
                tenantPath(tenant, OperatorApi.DOCUMENT),
                BodyPublishers.noBody(),
                Map.of(),
                (status, body) -> body.transferTo(out));
    }

    /**
     * Asks the operator's API. Throws what the server says when it refuses.
     *
     * @param path below the API's prefix
     */
    Reply ask(String method, String path, BodyPublisher content) throws IOException, InterruptedException {
        return ask(method, path, content, Map.of());
    }

    private Reply ask(String method, String path, BodyPublisher content, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(method, path, content, headers, (status, body) -> new Reply(status, json(status, body)));
    }

    /** Reads what the server answered. */
    private interface Reading<R> {
        R of(int status, InputStream body) throws IOException;
    }

    private <R> R send(
            String method, String path, BodyPublisher content, Map<String, String> headers, Reading<R> reading)
            throws IOException, InterruptedException {
        var url = ServerLock.holder(directory.lock())
                .orElseThrow(() -> new IllegalStateException("The server is still starting. Try again in a moment."));
        var request = HttpRequest.newBuilder(URI.create(url + OperatorApi.PREFIX + path))
                .header("Authorization", "Bearer " + directory.operatorKey().reveal())
                .header("Content-Type", "application/json")
                .method(method, content);
        headers.forEach(request::header);
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() >= 300) {
                    throw new IllegalStateException(
                            json(answer.statusCode(), body).path("message").asString("The server refused."));
                }
                return reading.of(answer.statusCode(), body);
            }
        }
    }

    private static JsonNode json(int status, InputStream body) throws IOException {
        return status == NO_CONTENT ? MissingNode.getInstance() : Json.readOwn(body.readAllBytes());
    }
}
