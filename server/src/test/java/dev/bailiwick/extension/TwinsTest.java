package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that came by import under one name can be changed, and nothing else may have that name. */
@EachEngine
class TwinsTest extends StructureTest {

    private static final String ONE = "11111111-1111-4111-8111-111111111111";
    private static final String OTHER = "22222222-2222-4222-8222-222222222222";

    TwinsTest(Database empty) {
        super(empty);
    }

    @BeforeEach
    void importTwins() {
        var group = "{\"_id\":\"%s\",\"name\":\"%s\",\"description\":\"d\"}";
        var owned = "{\"_id\":\"%s\",\"name\":\"%s\",\"description\":\"d\",\"applicationType\":\"client\","
                + "\"applicationId\":\"a\"}";
        assertDone(world.send(
                "POST",
                "/configuration/import",
                "{\"groups\":[" + group.formatted(ONE, "Twin") + "," + group.formatted(OTHER, "TWIN")
                        + "],\"roles\":[" + owned.formatted(ONE, "Twin") + "," + owned.formatted(OTHER, "TWIN")
                        + "],\"permissions\":[" + owned.formatted(ONE, "Twin") + "," + owned.formatted(OTHER, "TWIN")
                        + "]}"));
    }

    @Test
    void changesATwinThatKeepsItsNameAndWhatHangsOnIt() {
        for (var list : new String[] {"/groups/", "/roles/", "/permissions/"}) {
            for (var id : new String[] {ONE, OTHER}) {
                assertThat(world.send("PUT", list + id, body(list, "tWIN")).statusCode())
                        .isEqualTo(200);
            }
        }
        assertDone(world.send("PATCH", "/groups/" + OTHER + "/members", "[\"u\"]"));
        assertDone(world.send("PATCH", "/groups/" + OTHER + "/nested", "[\"" + ONE + "\"]"));
    }

    @Test
    void givesAwayTheNameOnlyWhenNoTwinHasItAnyMore() {
        for (var list : new String[] {"/groups/", "/roles/", "/permissions/"}) {
            var path = list.substring(0, list.length() - 1);
            assertThat(world.send("PUT", list + ONE, body(list, "Other")).statusCode())
                    .isEqualTo(200);
            assertThat(world.send("POST", path, body(list, "twin")).body()).contains("already exists");
            assertThat(world.send("PUT", list + ONE, body(list, "Twin")).body()).contains("already exists");
            assertDone(world.send("DELETE", list + OTHER, ""));
            assertThat(world.send("PUT", list + ONE, body(list, "Twin")).statusCode())
                    .isEqualTo(200);
            assertThat(world.send("POST", path, body(list, "twin")).body()).contains("already exists");
        }
    }

    private static String body(String list, String name) {
        var owned = ",\"applicationType\":\"client\",\"applicationId\":\"a\"";
        return "{\"name\":\"" + name + "\",\"description\":\"new\"" + (list.equals("/groups/") ? "" : owned) + "}";
    }
}
