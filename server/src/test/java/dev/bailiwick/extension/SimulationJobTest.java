package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Simulations that are counted in the background. */
@EachEngine
class SimulationJobTest extends StructureTest {

    private static final String CHANGES = "\"changes\":[{\"method\":\"PATCH\",\"path\":\"/groups/" + SmallWorld.SALES
            + "/roles\",\"body\":[\"" + WRITER + "\"]},{\"method\":\"DELETE\",\"path\":\"/groups/" + SmallWorld.SALES
            + "/roles\",\"body\":[\"" + WRITER + "\"]},{\"method\":\"PATCH\",\"path\":\"/users/~~~/roles\",\"body\":[\""
            + WRITER + "\"]}]";

    SimulationJobTest(Database empty) {
        super(empty);
    }

    @Test
    void answersTheSameAsAtOnce() {
        var atOnce = world.send("POST", "/policy/simulate", "{" + CHANGES + "}");
        var begun = world.send("POST", "/policy/simulate", "{\"job\":true," + CHANGES + "}");

        assertThat(begun.statusCode()).isEqualTo(202);
        var id = TestBailiwick.json(begun).get("job").asString();
        assertThat(begun.body()).isEqualTo("{\"job\":\"" + id + "\",\"status\":\"counting\",\"users\":0}");
        assertThat(begun.headers().firstValue("Location")).contains(TestBailiwick.EXTENSION + "/policy/simulate/" + id);
        assertThat(ended(id).get("result")).isEqualTo(TestBailiwick.json(atOnce));
    }

    /** More users than are counted at once, several pages of them, and some who are on none. */
    @Test
    void goesThroughAllUsersWhereManyAreAffected() {
        int users = 12_000;
        var members = IntStream.range(0, users)
                        .mapToObj("\"u%05d\""::formatted)
                        .collect(Collectors.joining(
                                ",",
                                "{\"groups\":[{\"_id\":\"" + SmallWorld.SALES + "\",\"name\":\"Sales\","
                                        + "\"roles\":[\"" + WRITER + "\"],\"members\":[\"\",",
                                "]}],"))
                + "\"roles\":[{\"_id\":\"" + WRITER + "\",\"name\":\"Writer\",\"description\":\"d\","
                + "\"applicationType\":\"client\",\"applicationId\":\"app2\",\"users\":[\"u00007\",\"v\"]}]}";
        var imported = world.send("POST", "/configuration/import", members);
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(204);

        var begun = world.send("POST", "/policy/simulate", "{" + CHANGES + "}");

        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        var result = ended(TestBailiwick.json(begun).get("job").asString()).get("result");
        assertThat(result.get("applications").toString())
                .isEqualTo("[{\"applicationId\":\"app2\",\"users\":12001,"
                        + "\"roles\":[{\"name\":\"Writer\",\"gained\":1,\"lost\":12000}],\"permissions\":[]}]");
        assertThat(result.get("firstUsers")).hasSize(1_000);
        assertThat(result.get("firstUsers").get(0).get("user_id").asString()).isEmpty();
        assertThat(result.get("firstUsers").get(1).get("user_id").asString()).isEqualTo("u00000");
        assertThat(result.get("moreUsers").asInt()).isEqualTo(11_001);
    }

    @Test
    void tellsOfAJobWhoseNodeHasEndedThatItFailed() {
        var begun = world.send("POST", "/policy/simulate", "{\"job\":true," + CHANGES + "}");
        var id = TestBailiwick.json(begun).get("job").asString();
        ended(id);
        database.change(tx ->
                tx.write("UPDATE simulation SET state = 'counting', answer = '', seen_at = seen_at - 70000", _ -> {}));

        assertOk(world.get("/policy/simulate/" + id), "{\"job\":\"" + id + "\",\"status\":\"failed\",\"users\":0}");
    }

    @Test
    void forgetsWhatIsOlderThanADay() {
        var first = world.send("POST", "/policy/simulate", "{\"job\":true," + CHANGES + "}");
        var id = TestBailiwick.json(first).get("job").asString();
        ended(id);
        database.change(tx -> tx.write("UPDATE simulation SET seen_at = seen_at - 86500000", _ -> {}));
        assertThat(world.get("/policy/simulate/" + id).statusCode()).isEqualTo(200);

        var second = world.send("POST", "/policy/simulate", "{\"job\":true," + CHANGES + "}");

        assertThat(second.statusCode()).isEqualTo(202);
        ended(TestBailiwick.json(second).get("job").asString());
        assertRefused(
                world.get("/policy/simulate/" + id),
                404,
                "NotFoundError",
                "The record " + id + " in simulations does not exist.");
    }

    private JsonNode ended(String id) {
        for (int i = 0; i < 600; i++) {
            var job = TestBailiwick.json(world.get("/policy/simulate/" + id));
            switch (job.get("status").asString()) {
                case "done" -> {
                    return job;
                }
                case "counting" -> pause();
                default -> throw new AssertionError(job.toString());
            }
        }
        throw new AssertionError("a job without an end");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
