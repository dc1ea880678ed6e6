package dev.bailiwick.extension;

import static dev.bailiwick.audit.AuditedChanges.IS_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of changes of the structure have in common: a small world, and ways to say what an answer must be. */
abstract class StructureTest {

    static final String READER = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    static final String WRITER = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
    static final String WRITE = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";
    static final String READ = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";
    static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    final Database database;
    SmallWorld world;

    StructureTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        world = new SmallWorld(database, directory);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    /** Asserts a body in which {@code #} stands for a new id, and returns that id. */
    static String assertCreated(HttpResponse<String> answer, String body) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var id = TestBailiwick.json(answer).path("_id").asString();
        assertThat(id).matches(UUID);
        assertThat(answer.body()).isEqualTo(body.replace("#", id));
        return id;
    }

    static void assertOk(HttpResponse<String> answer, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    static void assertDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode() + answer.body()).isEqualTo("204");
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
    }

    static void assertRefused(HttpResponse<String> answer, int status, String error, String message) {
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":" + status + ",\"error\":\"" + error + "\",\"message\":\""
                        + message.replace("\"", "\\\"") + "\"}");
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    static void assertInvalid(HttpResponse<String> answer, String source, String key, String message) {
        assertThat(answer.body())
                .isEqualTo("{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\""
                        + message.replace("\"", "\\\"") + "\",\"validation\":{\"source\":\"" + source
                        + "\",\"keys\":[\"" + key + "\"]}}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    static void assertUnknown(HttpResponse<String> answer, String collection) {
        assertRefused(
                answer,
                404,
                "NotFoundError",
                "The record " + SmallWorld.NOWHERE + " in " + collection + " does not exist.");
    }

    /** The latest change in the audit log: action, kind, id, before, after. */
    List<String> lastAudited() {
        return database.read(tx -> tx.first(
                        "SELECT action, kind, object_id, before, after FROM audit_log WHERE " + IS_CHANGE
                                + " ORDER BY id DESC LIMIT 1",
                        _ -> {},
                        (row, _) -> List.of(
                                row.getString("action"),
                                row.getString("kind"),
                                row.getString("object_id"),
                                row.getString("before"),
                                row.getString("after")))
                .orElseThrow());
    }

    /** How many changes are in the audit log. */
    long audited() {
        return database.read(tx -> tx.first(
                        "SELECT COUNT(*) AS entries FROM audit_log WHERE " + IS_CHANGE,
                        _ -> {},
                        (row, _) -> row.getLong("entries")))
                .orElseThrow();
    }
}
