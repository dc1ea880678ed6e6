package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import dev.bailiwick.store.TestDatabase;
import dev.bailiwick.store.TestDatabase.Engine;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who are made at once on two nodes that have one database, which PostgreSQL alone allows. */
class UserNodesTest {

    private static final String MANAGEMENT = "https://" + Node.DOMAIN + "/api/v2/";
    private static final int ROUNDS = 10;

    private final TestDatabase database = Engine.POSTGRES.make();
    private final Path directory;

    UserNodesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void makesOneUserOfOneAddress() throws Exception {
        try (var here = start("one");
                var there = start("two");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var token = token(here);
            var body = user("\"email\":\"ann@example.test\"");
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<HttpResponse<String>>>mapToObj(
                            n -> () -> (n % 2 == 0 ? here : there).management("POST", "/users", token, body))
                    .toList());

            var made = answers.stream()
                    .map(answer -> answer.resultNow())
                    .filter(answer -> answer.statusCode() == 201)
                    .toList();
            assertThat(made).hasSize(1);
            assertThat(answers.stream().map(answer -> answer.resultNow().body()))
                    .filteredOn(answer -> !answer.equals(made.getFirst().body()))
                    .hasSize(19)
                    .containsOnly("{\"statusCode\":409,\"error\":\"Conflict\",\"message\":\"The user already exists.\","
                            + "\"errorCode\":\"auth0_idp_error\"}");
        }
    }

    @Test
    void makesAnAccountAUserOrAnotherUsersAndNeverBoth() throws Exception {
        try (var here = start("one");
                var there = start("two");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var token = token(here);
            for (int round = 0; round < ROUNDS; round++) {
                var id = "x" + round;
                Callable<Object> alone = () -> here.management(
                        "POST",
                        "/users",
                        token,
                        user("\"email\":\"" + id + "@example.test\",\"user_id\":\"" + id + "\""));
                Callable<Object> linked = () -> bringIn(there, id);
                threads.invokeAll(List.of(alone, linked))
                        .forEach(done -> assertThat(done.resultNow()).isNotNull());
            }
            var catalogue = Catalogue.of(database, directory);

            assertThat(
                            catalogue.texts(
                                    "SELECT identity FROM linked_identity l JOIN user_profile p ON p.tenant_id = l.tenant_id AND p.user_id = l.identity"))
                    .isEmpty();
            assertThat(catalogue.texts("SELECT user_id FROM user_profile")).hasSize(ROUNDS);
            assertThat(catalogue.texts("SELECT SUM(users) FROM user_count")).containsExactly(String.valueOf(ROUNDS));
        }
    }

    private static int bringIn(Node node, String id) {
        return Hosts.of(node.server())
                .operator("POST", "/default/users", """
                        {"import_format":false,"connection":"c","upsert":false,"users":[{"user_id":"ad|%1$s",\
                        "identities":[{"provider":"ad","user_id":"%1$s"},{"provider":"auth0","user_id":"%1$s"}]}]}""".formatted(id))
                .status();
    }

    private static String user(String members) {
        return "{\"connection\":\"Username-Password-Authentication\",\"password\":\"correct-Horse-7\"," + members + "}";
    }

    private static String token(Node node) {
        return Json.read(node.token(node.firstClient(), MANAGEMENT).body().getBytes(StandardCharsets.UTF_8))
                .path("access_token")
                .asString();
    }

    private Node start(String name) {
        return Node.start(Node.settings(
                database,
                directory.resolve(name),
                Map.of(Setting.BOOTSTRAP_CLIENT_ID, "ci", Setting.BOOTSTRAP_CLIENT_SECRET, "known")));
    }
}
