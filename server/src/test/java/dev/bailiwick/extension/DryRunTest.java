package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import that only tells what it would change. */
@EachEngine
class DryRunTest {

    private static final String IMPORT = "/configuration/import?dry_run=true";

    private final Database database;
    private SmallWorld world;

    DryRunTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        world = new SmallWorld(database, directory);
    }

    @AfterEach
    void nothingIsChanged() {
        assertThat(world.export()).isEqualTo(SmallWorld.DOCUMENT);
        world.close();
    }

    @Test
    void tellsNothingOfWhatIsThereAlready() {
        assertThat(world.send("POST", IMPORT, SmallWorld.DOCUMENT).body()).isEqualTo("""
                {"counts":{\
                "group":{"added":0,"changed":0,"removed":0,"reordered":false},\
                "role":{"added":0,"changed":0,"removed":0,"reordered":false},\
                "permission":{"added":0,"changed":0,"removed":0,"reordered":false},\
                "switch":{"added":0,"changed":0,"removed":0,"reordered":false}},\
                "changes":[],"more":0}""");
    }

    @Test
    void tellsNothingOfUsersWhoComeAgain() {
        var repeats = SmallWorld.DOCUMENT
                .replace("\"auth0|ann\",", "\"auth0|ann\",\"auth0|ann\",")
                .replace("\"ü\"]", "\"ü\",\"x@y.z\"]")
                .replace("[\"auth0|bob\"]", "[\"auth0|bob\",\"auth0|bob\"]");

        assertThat(world.send("POST", IMPORT, repeats).body()).contains("\"changes\":[],\"more\":0}");
    }

    @Test
    void tellsOfUsersInAnotherOrder() {
        var other = SmallWorld.DOCUMENT.replace("\"a+b:c\",\"ü\"]", "\"ü\",\"a+b:c\"]");

        assertThat(world.send("POST", IMPORT, other).body())
                .contains("\"changes\":[{\"change\":\"changed\",\"kind\":\"group\",\"id\":\"" + SmallWorld.SALES);
    }

    @Test
    void tellsWhatIsAddedChangedAndRemoved() {
        var answer = world.send("POST", IMPORT, """
                {"groups":[{"_id":"new","name":"New"},\
                {"_id":"33333333-3333-4333-8333-333333333333","name":"Guests","description":"Visitors","members":["u"],\
                "mappings":[{"_id":"44444444-4444-4444-8444-444444444444","groupName":"visitors","connectionName":"ad"}]}],\
                "configuration":[{"_id":"v1","groupsInToken":true}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
                {"counts":{\
                "group":{"added":1,"changed":1,"removed":2,"reordered":false},\
                "role":{"added":0,"changed":0,"removed":2,"reordered":false},\
                "permission":{"added":0,"changed":0,"removed":2,"reordered":false},\
                "switch":{"added":1,"changed":0,"removed":0,"reordered":false}},\
                "changes":[\
                {"change":"added","kind":"group","id":"new","name":"New"},\
                {"change":"changed","kind":"group","id":"33333333-3333-4333-8333-333333333333","name":"Guests"},\
                {"change":"removed","kind":"group","id":"11111111-1111-4111-8111-111111111111","name":"Staff"},\
                {"change":"removed","kind":"group","id":"22222222-2222-4222-8222-222222222222","name":"Sales"},\
                {"change":"removed","kind":"role","id":"aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa","name":"Reader"},\
                {"change":"removed","kind":"role","id":"bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb","name":"Writer"},\
                {"change":"removed","kind":"permission","id":"cccccccc-cccc-4ccc-8ccc-cccccccccccc","name":"write"},\
                {"change":"removed","kind":"permission","id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read"},\
                {"change":"added","kind":"switch","id":"groupsInToken","name":"true"}],"more":0}""");
    }

    @Test
    void tellsOfAnotherOrder() {
        var answer = world.send("POST", IMPORT, """
                {"permissions":[\
                {"_id":"dddddddd-dddd-4ddd-8ddd-dddddddddddd","name":"read","description":"May read",\
                "applicationType":"client","applicationId":"app1"},\
                {"_id":"cccccccc-cccc-4ccc-8ccc-cccccccccccc","name":"write","description":"May write",\
                "applicationType":"client","applicationId":"app2"}]}""");

        assertThat(answer.body())
                .contains("\"permission\":{\"added\":0,\"changed\":0,\"removed\":0,\"reordered\":true}");
    }

    @Test
    void listsTheFirstThousandAndCountsTheOthers() {
        var groups = IntStream.range(0, 1_200)
                .mapToObj(i -> "{\"_id\":\"g" + i + "\",\"name\":\"n" + i + "\"}")
                .collect(Collectors.joining(",", "{\"groups\":[", "]}"));

        var told = TestBailiwick.json(world.send("POST", IMPORT, groups));

        assertThat(told.get("changes")).hasSize(1_000);
        assertThat(told.get("more").asInt()).isEqualTo(200 + 3 + 2 + 2);
        assertThat(told.get("counts").get("group").get("added").asInt()).isEqualTo(1_200);
    }

    @Test
    void refusesWhatAnImportWould() {
        var answer = world.send("POST", IMPORT, "{\"groups\":[{\"name\":\"Nameless\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\\\"groups[0]._id\\\" is required");
    }

    @Test
    void isAskedForByTrueOrByNothing() {
        assertThat(world.send("POST", "/configuration/import?dry_run", "{}").statusCode())
                .isEqualTo(200);
        assertThat(world.send("POST", "/configuration/import?dry_run=TRUE", "{}")
                        .statusCode())
                .isEqualTo(200);
        for (var value : List.of("1", "false&dry_run=true")) {
            var refused = world.send("POST", "/configuration/import?dry_run=" + value, "{}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("\\\"dry_run\\\" must be a boolean");
        }
        assertThat(world.send("POST", "/configuration/import?dry_run=False", SmallWorld.DOCUMENT)
                        .statusCode())
                .isEqualTo(204);
    }
}
