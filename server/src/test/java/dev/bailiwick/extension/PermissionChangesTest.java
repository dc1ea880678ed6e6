package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import org.junit.jupiter.api.Test;

/** Permissions shown, created, changed and deleted (reference, sections 0.3, 1 and 4). */
@EachEngine
class PermissionChangesTest extends StructureTest {

    private static final String UNUSED = "/permissions/" + WRITE;
    private static final String USED = "/permissions/" + READ;

    PermissionChangesTest(Database empty) {
        super(empty);
    }

    @Test
    void showsAPermission() {
        assertOk(world.get(USED), "{\"_id\":\"" + READ + "\",\"name\":\"read\",\"description\":\"May read\"}");
        assertUnknown(world.get("/permissions/" + SmallWorld.NOWHERE), "permissions");
        assertInvalid(world.get("/permissions/x"), "params", "id", "\"id\" must be a valid GUID");
    }

    @Test
    void createsAPermissionWithItsIdLast() {
        var id = assertCreated(
                world.send("POST", "/permissions", permission("list", "d", "app1")),
                "{\"name\":\"list\",\"description\":\"d\",\"applicationType\":\"client\","
                        + "\"applicationId\":\"app1\",\"_id\":\"#\"}");

        assertOk(
                world.get("/permissions?q=list&field=name"),
                "{\"permissions\":[{\"_id\":\"" + id + "\",\"name\":\"list\",\"description\":\"d\","
                        + "\"applicationType\":\"client\",\"applicationId\":\"app1\"}],\"total\":3}");
        assertThat(lastAudited())
                .containsExactly(
                        "create",
                        "permission",
                        id,
                        "",
                        "{\"id\":\"" + id + "\",\"client\":\"app1\",\"client_type\":\"client\",\"name\":\"list\","
                                + "\"description\":\"d\"}");
    }

    @Test
    void refusesANameThatAnotherPermissionOfTheApplicationHasWhateverItsCase() {
        assertRefused(
                world.send("POST", "/permissions", permission("READ", "d", "app1")),
                400,
                "ValidationError",
                "Permission with name \"READ\" already exists for this application");
        assertThat(world.send("POST", "/permissions", permission("READ", "d", "app2"))
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                world.send("PUT", UNUSED, permission("read", "d", "app1")),
                400,
                "ValidationError",
                "Permission with name \"read\" already exists for this application");
    }

    @Test
    void changesAPermissionThatNoRoleHas() {
        assertOk(
                world.send("PUT", UNUSED, permission("WRITE", "d", "app3")),
                "{\"_id\":\"" + WRITE + "\",\"name\":\"WRITE\",\"description\":\"d\","
                        + "\"applicationType\":\"client\",\"applicationId\":\"app3\"}");

        assertThat(world.export()).contains("\"name\":\"WRITE\"").contains("app3");
        assertThat(lastAudited().subList(0, 3)).containsExactly("update", "permission", WRITE);
        assertThat(lastAudited().get(3)).contains("\"client\":\"app2\"");
        assertThat(lastAudited().get(4)).contains("\"client\":\"app3\"");
        assertUnknown(
                world.send("PUT", "/permissions/" + SmallWorld.NOWHERE, permission("n", "d", "app1")), "permissions");
    }

    @Test
    void changesNothingButTheDescriptionOfOneThatRolesHave() {
        assertOk(
                world.send("PUT", USED, permission("read", "Reads all", "app1")),
                "{\"_id\":\"" + READ + "\",\"name\":\"read\",\"description\":\"Reads all\","
                        + "\"applicationType\":\"client\",\"applicationId\":\"app1\"}");
        for (var other : new String[] {
            permission("READ", "May read", "app1"),
            permission("read", "May read", "app2"),
            permission("read", "May read", "app1").replace("\"client\"", "\"resource_server\"")
        }) {
            assertRefused(
                    world.send("PUT", USED, other),
                    400,
                    "ValidationError",
                    "Unable to touch permissions while used in roles: Reader");
        }
        assertRefused( // as the original, which looks for the name first
                world.send("PUT", USED, permission("write", "May read", "app2")),
                400,
                "ValidationError",
                "Permission with name \"write\" already exists for this application");
        assertThat(world.export()).contains("\"name\":\"read\",\"description\":\"Reads all\"");
    }

    @Test
    void deletesAPermissionThatNoRoleHas() {
        assertDone(world.send("DELETE", UNUSED, ""));
        assertThat(world.export()).doesNotContain(WRITE);
        assertThat(lastAudited().subList(0, 3)).containsExactly("delete", "permission", WRITE);
        assertThat(lastAudited().get(3)).contains("\"name\":\"write\"");
        long before = audited();
        assertDone(world.send("DELETE", UNUSED, ""));
        assertThat(audited()).isEqualTo(before);
    }

    @Test
    void deletesNoneThatRolesHaveBeItThereOrNotAndNamesEachRoleOnce() {
        var twice = "[\"" + SmallWorld.NOWHERE + "\",\"" + SmallWorld.NOWHERE + "\"]";
        world.send(
                "PUT",
                "/roles/" + WRITER,
                permission("Writer", "d", "app2").replace("}", ",\"permissions\":" + twice + "}"));

        assertRefused(
                world.send("DELETE", USED, ""),
                400,
                "ValidationError",
                "Unable to touch permissions while used in roles: Reader");
        for (var method : new String[] {"DELETE", "PUT"}) {
            assertRefused(
                    world.send(method, "/permissions/" + SmallWorld.NOWHERE, permission("n", "d", "app2")),
                    400,
                    "ValidationError",
                    "Unable to touch permissions while used in roles: Writer");
        }
    }

    private static String permission(String name, String description, String application) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description
                + "\",\"applicationType\":\"client\",\"applicationId\":\"" + application + "\"}";
    }
}
