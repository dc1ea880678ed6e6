package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups nested in groups, and taken out again (reference, section 1, groups). */
@EachEngine
class GroupNestingTest extends StructureTest {

    private static final String GUESTS = "/groups/" + SmallWorld.GUESTS + "/nested";
    private static final String STAFF = "/groups/" + SmallWorld.STAFF + "/nested";

    GroupNestingTest(Database empty) {
        super(empty);
    }

    @Test
    void nestsGroupsOnceUnknownOnesAndCyclesToo() {
        var body = "[\"" + SmallWorld.STAFF + "\",\"" + SmallWorld.NOWHERE + "\",\"" + SmallWorld.STAFF + "\"]";

        assertDone(world.send("PATCH", GUESTS, body));
        assertDone(world.send(
                "PATCH",
                "/groups/" + SmallWorld.SALES + "/nested",
                "[\"" + SmallWorld.GUESTS + "\",\"" + SmallWorld.SALES + "\"]"));

        assertThat(world.export())
                .contains("\"members\":[],\"nested\":[\"" + SmallWorld.STAFF + "\",\"" + SmallWorld.NOWHERE + "\"]")
                .contains("\"nested\":[\"" + SmallWorld.GUESTS + "\"]");
        assertThat(world.send("POST", "/users/auth0%7Cann/policy/app1", "{\"connectionName\":\"x\"}")
                        .body())
                .contains("[\"Staff\",\"Sales\",\"Guests\"]");
    }

    @Test
    void keepsAndAuditsOnlyWhatIsNew() {
        world.send("PATCH", GUESTS, "[\"" + SmallWorld.STAFF + "\"]");
        world.send("PATCH", GUESTS, "[\"" + SmallWorld.STAFF + "\",\"" + SmallWorld.SALES + "\"]");

        assertThat(lastAudited())
                .containsExactly("add nested", "group", SmallWorld.GUESTS, "", "[\"" + SmallWorld.SALES + "\"]");

        long before = audited();
        world.send("PATCH", GUESTS, "[\"" + SmallWorld.STAFF + "\"]");
        assertThat(audited()).isEqualTo(before);
    }

    @Test
    void takesGroupsOutAndIgnoresStrangers() {
        assertDone(world.send("DELETE", STAFF, "[\"" + SmallWorld.SALES + "\",\"" + SmallWorld.GUESTS + "\"]"));

        assertOk(world.get(STAFF), "[]");
        assertThat(world.get("/users/auth0%7Cann/groups/calculate").body()).doesNotContain("Staff");
        assertThat(lastAudited())
                .containsExactly("remove nested", "group", SmallWorld.STAFF, "[\"" + SmallWorld.SALES + "\"]", "");
    }

    @Test
    void takesOutOfASetThatWasNeverUsed() {
        assertDone(world.send("DELETE", GUESTS, "[\"" + SmallWorld.SALES + "\"]"));

        assertThat(world.export()).contains("\"members\":[],\"mappings\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "DELETE"})
    void tellsWhatIsWrong(String method) {
        var unknown = "/groups/" + SmallWorld.NOWHERE + "/nested";

        assertUnknown(world.send(method, unknown, "[\"" + SmallWorld.SALES + "\"]"), "groups");
        assertInvalid(world.send(method, STAFF, "{}"), "payload", "", "\"value\" must be an array");
        assertInvalid(world.send(method, STAFF, "[]"), "payload", "", "\"value\" must contain at least 1 items");
        assertInvalid(world.send(method, STAFF, "[\"x\"]"), "payload", "0", "\"[0]\" must be a valid GUID");
        assertInvalid(world.send(method, "/groups/x/nested", "[]"), "params", "id", "\"id\" must be a valid GUID");
    }
}
