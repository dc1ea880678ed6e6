package dev.bailiwick.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A server as its operator sees it, who makes and deletes tenants there. */
final class RunningServer implements AutoCloseable {

    private final StringMembers ready;
    private final Runnable ending;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningServer(String readyLine, Runnable ending) {
        this.ready = StringMembers.of(readyLine);
        this.ending = ending;
    }

    /** Starts an ephemeral server, which ends when this is closed. */
    static RunningServer start(String command) {
        var process = ServerProcess.start(command);
        return new RunningServer(process.readyLine(), process::close);
    }

    /** The server that has written its ready line to this file. It goes on when this is closed. */
    static RunningServer thatWrote(Path readyLine) {
        try {
            return new RunningServer(Files.readString(readyLine), () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("There is no ready line in " + readyLine, e);
        }
    }

    /** Makes a tenant on a port of its own. */
    BailiwickTenant makeTenant() {
        var authority = ready.get("ca_pem", "");
        var draft = "{\"name\":\"junit-" + UUID.randomUUID() + "\",\"port\":0}";
        var made = StringMembers.of(ask("POST", "/tenants", draft));
        return new BailiwickTenant(
                made.get("name"),
                made.get("domain"),
                made.get("issuer"),
                made.get("client_id"),
                made.get("client_secret"),
                authority);
    }

    /** Deletes a tenant with all that it has. */
    void deleteTenant(BailiwickTenant tenant) {
        ask("DELETE", "/tenants/" + tenant.name(), "");
    }

    @Override
    public void close() {
        ending.run();
    }

    private String ask(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(ready.get("operator_url") + path))
                .header("Authorization", "Bearer " + ready.get("operator_token"))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = send(request);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("The server refused " + method + " " + path + " with " + answer.statusCode()
                    + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The server does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
