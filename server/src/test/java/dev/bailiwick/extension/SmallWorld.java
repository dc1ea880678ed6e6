package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.web.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A server on SQLite with a few groups, roles and permissions, for tests of what goes over the wire. */
final class SmallWorld implements AutoCloseable {

    static final String STAFF = "11111111-1111-4111-8111-111111111111";
    static final String SALES = "22222222-2222-4222-8222-222222222222";
    static final String GUESTS = "33333333-3333-4333-8333-333333333333";
    static final String NOWHERE = "99999999-9999-4999-8999-999999999999";

    static final String DOCUMENT = """
            {"groups":[\
            {"_id":"11111111-1111-4111-8111-111111111111","name":"Staff","description":"Everybody",\
            "nested":["22222222-2222-4222-8222-222222222222","99999999-9999-4999-8999-999999999999"],\
            "roles":["aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"]},\
            {"_id":"22222222-2222-4222-8222-222222222222","name":"Sales","description":"Sellers",\
            "members":["auth0|ann","ad|a/b","ad|a\\\\b","x@y.z","a+b:c","ü"],\
            "roles":["bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"]},\
            {"_id":"33333333-3333-4333-8333-333333333333","name":"Guests","description":"Visitors","members":[],\
            "mappings":[{"_id":"44444444-4444-4444-8444-444444444444","groupName":"visitors","connectionName":"ad"}]}],\
            "roles":[\
            {"_id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader","description":"Reads",\
            "applicationType":"client","applicationId":"app1","permissions":["dddddddd-dddd-4ddd-8ddd-dddddddddddd"],\
            "users":["auth0|bob"]},\
            {"_id":"bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","name":"Writer","description":"Writes",\
            "applicationType":"client","applicationId":"app2","permissions":[]}],\
            "permissions":[\
            {"_id":"cccccccc-cccc-4ccc-8ccc-cccccccccccc","name":"write","description":"May write",\
            "applicationType":"client","applicationId":"app2"},\
            {"_id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read","description":"May read",\
            "applicationType":"client","applicationId":"app1"}]}\
            """;

    private final TestBailiwick server;
    private final String token;

    SmallWorld(Path directory) {
        this(Engine.SQLITE.open(directory), directory);
    }

    SmallWorld(Database database, Path directory) {
        server = TestBailiwick.start(database, directory);
        token = server.extensionToken();
        assertThat(send("POST", "/configuration/import", DOCUMENT).statusCode()).isEqualTo(204);
    }

    TestBailiwick server() {
        return server;
    }

    /** A token with all scopes. */
    String token() {
        return token;
    }

    HttpResponse<String> get(String path) {
        return server.call("GET", TestBailiwick.EXTENSION + path, token, Optional.empty());
    }

    HttpResponse<String> send(String method, String path, String body) {
        return server.call(method, TestBailiwick.EXTENSION + path, token, Optional.of(body));
    }

    /** Sends a path as it stands, without any client's escaping. */
    RawClient.Reply raw(String method, String path, String headers, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            return RawClient.ask(
                    server.port(),
                    method + " " + path + " HTTP/1.1\r\nHost: auth.example.test\r\nAuthorization: Bearer " + token
                            + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n"
                            + new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String export() {
        return get("/configuration/export").body();
    }

    @Override
    public void close() {
        server.close();
    }
}
