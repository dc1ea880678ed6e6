package dev.bailiwick.app;

import dev.bailiwick.json.Json;
import dev.bailiwick.operator.OperatorApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** What an ephemeral server prints when it is ready: one line of JSON with all that a program needs to use it. */
final class ReadyLine {

    private ReadyLine() {}

    static String of(Server server) {
        var client = server.firstClient().orElseThrow();
        var http = "http://localhost:" + server.httpPort();
        var members = new LinkedHashMap<String, String>();
        members.put("https", "https://localhost:" + server.httpsPort() + "/");
        members.put("http", http + "/");
        members.put("domain", server.domain());
        members.put("issuer", "https://" + server.domain() + "/");
        if (server.hasOwnCa()) {
            var certificate = server.directory().caCertificate();
            members.put("ca_file", certificate.toString());
            members.put("ca_pem", text(certificate));
        }
        members.put("client_id", client.id().value());
        members.put("client_secret", client.secret().reveal());
        members.put("operator_url", http + OperatorApi.PREFIX);
        members.put("operator_token", server.directory().operatorKey().reveal());
        members.put("data_dir", server.directory().path().toString());
        return Json.text(members) + "\n";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
