package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roles shown, created, changed and deleted (reference, sections 0.3, 1 and 4). */
@EachEngine
class RoleChangesTest extends StructureTest {

    private static final String ROLE = "/roles/" + READER;

    RoleChangesTest(Database empty) {
        super(empty);
    }

    @Test
    void showsARoleWithoutAllThatHangsOnIt() {
        assertOk(world.get(ROLE), "{\"_id\":\"" + READER + "\",\"name\":\"Reader\",\"description\":\"Reads\"}");
        assertUnknown(world.get("/roles/" + SmallWorld.NOWHERE), "roles");
        assertInvalid(world.get("/roles/x"), "params", "id", "\"id\" must be a valid GUID");
    }

    @Test
    void createsARoleWithItsIdLastRepeatsAndUnknownPermissionsIncluded() {
        var permissions = "[\"" + READ + "\",\"" + SmallWorld.NOWHERE + "\",\"" + READ + "\"]";

        var id = assertCreated(
                world.send("POST", "/roles", role("Editor", "app1", ",\"permissions\":" + permissions)),
                "{\"name\":\"Editor\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"app1\","
                        + "\"permissions\":" + permissions + ",\"_id\":\"#\"}");

        var stored = "{\"_id\":\"" + id + "\",\"name\":\"Editor\",\"description\":\"d\","
                + "\"applicationType\":\"client\",\"applicationId\":\"app1\",\"permissions\":" + permissions + "}";
        assertOk(world.get("/roles?q=edi&field=name"), "{\"roles\":[" + stored + "],\"total\":3}");
        assertThat(lastAudited())
                .containsExactly(
                        "create",
                        "role",
                        id,
                        "",
                        "{\"id\":\"" + id + "\",\"client\":\"app1\",\"client_type\":\"client\",\"name\":\"Editor\","
                                + "\"description\":\"d\",\"permissions\":" + permissions + "}");
    }

    @Test
    void createsARoleWithoutPermissionsOrWithATextOfThem() {
        assertThat(world.send("POST", "/roles", role("None", "app1", "")).body())
                .contains("\"permissions\":[],");
        assertThat(world.send("POST", "/roles", role("Empty", "app1", ",\"permissions\":\"\""))
                        .body())
                .contains("\"permissions\":[],");
        assertThat(world.send(
                                "POST",
                                "/roles",
                                role("Some", "app1", ",\"permissions\":\"" + READ + ", " + SmallWorld.NOWHERE + "\""))
                        .body())
                .contains("\"permissions\":[\"" + READ + "\",\"" + SmallWorld.NOWHERE + "\"],");
    }

    @Test
    void refusesANameThatAnotherRoleOfTheApplicationHasWhateverItsCase() {
        assertRefused(
                world.send("POST", "/roles", role("READER", "app1", "")),
                400,
                "ValidationError",
                "Role with name \"READER\" already exists for this application");
        assertThat(world.send("POST", "/roles", role("READER", "app2", "")).statusCode())
                .isEqualTo(200);
        assertRefused(
                world.send("PUT", "/roles/" + WRITER, role("reader", "app2", "")),
                400,
                "ValidationError",
                "Role with name \"reader\" already exists for this application");
    }

    @Test
    void refusesAPermissionOfAnotherApplication() {
        var before = world.export();
        var body = role("Editor", "app1", ",\"permissions\":[\"" + READ + "\",\"" + WRITE + "\"]");

        for (var answer : List.of(world.send("POST", "/roles", body), world.send("PUT", ROLE, body))) {
            assertRefused(
                    answer, 400, "ValidationError", "The permission " + WRITE + " belongs to another application");
        }
        assertThat(world.export()).isEqualTo(before);
    }

    @Test
    void changesARoleAndKeepsItsUsers() {
        assertOk(
                world.send(
                        "PUT",
                        ROLE,
                        role("READER", "app1", ",\"permissions\":[\"" + SmallWorld.NOWHERE + "\"]")
                                .replace("\"client\"", "\"resource_server\"")),
                "{\"_id\":\"" + READER + "\",\"name\":\"READER\",\"description\":\"d\","
                        + "\"applicationType\":\"resource_server\",\"applicationId\":\"app1\","
                        + "\"permissions\":[\"" + SmallWorld.NOWHERE + "\"],\"users\":[\"auth0|bob\"]}");

        assertThat(world.send("POST", "/users/auth0%7Cbob/policy/app1", "{\"connectionName\":\"x\"}")
                        .body())
                .isEqualTo("{\"groups\":[],\"roles\":[\"READER\"],\"permissions\":[]}");
        assertThat(lastAudited().subList(0, 3)).containsExactly("update", "role", READER);
        assertThat(lastAudited().get(3)).contains("\"name\":\"Reader\"").contains(READ);
        assertThat(lastAudited().get(4)).contains("\"name\":\"READER\"").contains(SmallWorld.NOWHERE);
    }

    @Test
    void emptiesThePermissionsThatAChangeLeavesOut() {
        assertThat(world.send("PUT", ROLE, role("Reader", "app1", "")).body()).contains("\"permissions\":[],");
        assertThat(world.export()).contains("\"permissions\":[],\"users\"");
    }

    @Test
    void movesNoRoleToAnotherApplication() {
        assertRefused(
                world.send("PUT", ROLE, role("Reader", "app9", "")),
                400,
                "ValidationError",
                "The role " + READER + " belongs to another application");
        assertUnknown(world.send("PUT", "/roles/" + SmallWorld.NOWHERE, role("New", "app1", "")), "roles");
        assertUnknown(world.send("PUT", "/roles/" + SmallWorld.NOWHERE, role("Reader", "app1", "")), "roles");
    }

    @Test
    void deletesARoleThatNoGroupHasAndTakesItOffItsUsers() {
        for (var group : new String[] {SmallWorld.STAFF, SmallWorld.SALES}) {
            world.send("DELETE", "/groups/" + group + "/roles", "[\"" + READER + "\"]");
        }

        assertDone(world.send("DELETE", ROLE, ""));

        assertThat(world.export()).doesNotContain("Reader");
        assertOk(world.get("/users/auth0%7Cbob/roles"), "[]");
        assertThat(lastAudited().subList(0, 3)).containsExactly("delete", "role", READER);
        assertThat(lastAudited().get(3)).endsWith("\"permissions\":[\"" + READ + "\"],\"users\":[\"auth0|bob\"]}");
        assertDone(world.send("DELETE", ROLE, ""));
    }

    @Test
    void deletesNoRoleThatGroupsHaveBeItThereOrNot() {
        assertRefused(
                world.send("DELETE", ROLE, ""),
                400,
                "ValidationError",
                "Unable to touch roles while used in groups: Staff, Sales");
        world.send("PATCH", "/groups/" + SmallWorld.GUESTS + "/roles", "[\"" + SmallWorld.NOWHERE + "\"]");
        assertRefused(
                world.send("DELETE", "/roles/" + SmallWorld.NOWHERE, ""),
                400,
                "ValidationError",
                "Unable to touch roles while used in groups: Guests");
    }

    @Test
    void takesNoApplicationThatNoIndexHolds() {
        assertInvalid(
                world.send("POST", "/roles", role("n", "ü".repeat(257), "")),
                "payload",
                "applicationId",
                "\"applicationId\" must not be longer than 512 bytes");
        assertThat(world.send("POST", "/roles", role("n", "a".repeat(500), "")).statusCode())
                .isEqualTo(200);
    }

    private static String role(String name, String application, String more) {
        return "{\"name\":\"" + name + "\",\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\""
                + application + "\"" + more + "}";
    }
}
