package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.Again;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many at once want the same name, or the same group. */
@EachEngine
class NamesAtOnceTest extends StructureTest {

    private static final String OWNED = ",\"applicationType\":\"client\",\"applicationId\":\"app1\"}";

    NamesAtOnceTest(Database empty) {
        super(empty);
    }

    @ParameterizedTest
    @CsvSource({
        "/groups, Group with name \"same\" already exists",
        "/roles, Role with name \"same\" already exists for this application",
        "/permissions, Permission with name \"same\" already exists for this application"
    })
    void createsOneOfTwentyOfOneName(String list, String message) throws Exception {
        var body = "{\"name\":\"same\",\"description\":\"d\"" + (list.equals("/groups") ? "}" : OWNED);

        var answers = atOnce(20, _ -> () -> world.send("POST", list, body));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .hasSize(19)
                .allSatisfy(answer -> assertRefused(answer, 400, "ValidationError", message));
        assertThat(world.export().split("\"same\"", -1)).hasSize(2);
    }

    @Test
    void givesOneOfTwentyGroupsTheNameThatAllWant() throws Exception {
        var ids = atOnce(20, i -> () -> world.send("POST", "/groups", "{\"name\":\"g" + i + "\"}")).stream()
                .map(answer -> TestBailiwick.json(answer).get("_id").asString())
                .toList();

        var answers = atOnce(20, i -> () -> world.send("PUT", "/groups/" + ids.get(i), "{\"name\":\"same\"}"));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(19);
    }

    @Test
    void losesNoneOfFiftyMembersThatComeAtOnce() throws Exception {
        var path = "/groups/" + SmallWorld.STAFF + "/members";

        var answers = atOnce(50, i -> () -> world.send("PATCH", path, "[\"m" + i + "\"]"));

        assertThat(answers).allSatisfy(StructureTest::assertDone);
        for (int i = 0; i < 50; i++) {
            assertThat(world.get("/users/m" + i + "/groups").body()).contains("Staff");
        }
    }

    @Test
    void leavesNoMemberInAGroupThatIsDeletedMeanwhile() throws Exception {
        var ids = atOnce(10, i -> () -> world.send("POST", "/groups", "{\"name\":\"g" + i + "\"}")).stream()
                .map(answer -> TestBailiwick.json(answer).get("_id").asString())
                .toList();

        var answers = atOnce(100, i -> () -> {
            var group = "/groups/" + ids.get(i % 10);
            return switch (i / 10 % 3) {
                case 0 -> world.send("PATCH", group + "/members", "[\"a\",\"b\",\"c" + i + "\"]");
                case 1 -> world.send("DELETE", group + "/members", "[\"b\",\"a\"]");
                default -> i < 60 ? world.get(group) : world.send("DELETE", group, "");
            };
        });

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsAnyOf(204)
                .isSubsetOf(200, 204, 404);
        assertThat(world.export()).doesNotContain("\"g1\"").doesNotContain("\"c1\"");
        assertThat(world.get("/users/a/groups").body()).isEqualTo("[]");
    }

    private interface Asking {
        Supplier<HttpResponse<String>> number(int i);
    }

    private static List<HttpResponse<String>> atOnce(int times, Asking asking) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            IntStream.range(0, times)
                    .forEach(i -> sent.add(threads.submit(() -> Again.untilAnswered(asking.number(i)))));
            var answers = new ArrayList<HttpResponse<String>>();
            for (var answer : sent) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
