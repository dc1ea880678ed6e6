package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import org.junit.jupiter.api.Test;

/** An export lists the collections in the order of their first use (reference, section 7). */
@EachEngine
class FirstUseTest extends StructureTest {

    private static final String OWNED =
            "{\"name\":\"n\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"a\"}";

    FirstUseTest(Database empty) {
        super(empty);
    }

    @Test
    void listsCollectionsInTheOrderInWhichTheyWereFirstUsed() {
        world.send("POST", "/configuration/import", "{}");
        assertThat(world.export()).isEqualTo("{}");

        var permission = assertMade("/permissions", OWNED);
        var group = assertMade("/groups", "{\"name\":\"n\"}");
        assertMade("/groups", "{\"name\":\"m\"}");
        assertMade("/roles", OWNED);
        world.send("DELETE", "/permissions/" + permission, "");
        world.send("DELETE", "/groups/" + group, "");

        assertThat(world.export())
                .startsWith("{\"permissions\":[],\"groups\":[{")
                .contains("}],\"roles\":[{");
    }

    @Test
    void usesNoCollectionByARefusal() {
        world.send("POST", "/configuration/import", "{}");

        world.send("POST", "/groups", "{}");
        world.send("PUT", "/groups/" + SmallWorld.SALES, "{\"name\":\"n\"}");
        world.send("DELETE", "/groups/" + SmallWorld.SALES, "");

        assertThat(world.export()).isEqualTo("{}");
    }

    private String assertMade(String path, String body) {
        var answer = world.send("POST", path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestBailiwick.json(answer).get("_id").asString();
    }
}
