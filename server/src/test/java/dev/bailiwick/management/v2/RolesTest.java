package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.rbac.Authorization;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TestTenants;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class RolesTest {

    private static final String API = "urn:auth0-authz-api";
    private static final String NO_ROLE = refusal(404, "Not Found", "The role does not exist.", "");

    private final Database database;
    private final TestBailiwick server;
    private final Management api;

    RolesTest(Database empty, @TempDir Path directory) {
        database = empty;
        server = TestBailiwick.start(empty, directory);
        api = Management.of(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var created = api.post("/roles", "{\"name\":\"Keeper\",\"description\":\"Keeps.\"}");
        var role = "/roles/" + json(created).get("id").asString();

        Golden.of("post_roles").holds(created);
        Golden.of("get_roles").holds(api.get("/roles?include_totals=true"));
        Golden.of("get_roles_by_id").holds(api.get(role));
        Golden.of("patch_roles_by_id").holds(api.patch(role, "{\"description\":\"Keeps all.\"}"));
        Golden.of("post_role_permission_assignment").holds(api.post(role + "/permissions", permissions("read:users")));
        Golden.of("get_role_permission").holds(api.get(role + "/permissions?include_totals=true"));
        Golden.of("delete_role_permission_assignment")
                .holds(api.send("DELETE", role + "/permissions", permissions("read:users")));
        Golden.of("delete_roles_by_id").holds(api.delete(role));
    }

    @Test
    void tellsNoDescriptionThatWasNotGivenWhenItCreatesAndAnEmptyOneFromThenOn() {
        var created = api.post("/roles", "{\"name\":\"Keeper\"}");

        assertThat(json(created).has("description")).isFalse();
        assertThat(json(api.get("/roles/" + json(created).get("id").asString()))
                        .get("description")
                        .asString())
                .isEmpty();
    }

    @Test
    void refusesWhatIsNotThereAlsoWhenItIsToBeDeleted() {
        assertThat(api.get("/roles/rol_none").body()).isEqualTo(NO_ROLE);
        assertThat(api.patch("/roles/rol_none", "{}").body()).isEqualTo(NO_ROLE);
        assertThat(api.delete("/roles/rol_none").body()).isEqualTo(NO_ROLE);
        assertThat(api.get("/roles/rol_none/permissions").body()).isEqualTo(NO_ROLE);
        assertThat(api.post("/roles/rol_none/permissions", permissions("read:users"))
                        .body())
                .isEqualTo(NO_ROLE);
    }

    @Test
    void refusesASecondRoleOfTheSameName() {
        role("Keeper");
        var other = role("Other");

        var taken = refusal(409, "Conflict", "The role already exists.", "");
        assertThat(api.post("/roles", "{\"name\":\"Keeper\"}").body()).isEqualTo(taken);
        assertThat(api.patch(other, "{\"name\":\"Keeper\"}").body()).isEqualTo(taken);
        assertThat(api.patch(other, "{\"name\":\"Other\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatARoleCannotBe() {
        assertThat(api.post("/roles", "{}").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Missing required property: name'.",
                        "invalid_body"));
        assertThat(api.post("/roles", "{\"name\":\"n\",\"id\":\"rol_mine\"}").body())
                .isEqualTo(refusal(
                        400,
                        "Bad Request",
                        "Payload validation error: 'Additional properties not allowed: id'.",
                        "invalid_body"));
        assertThat(api.post("/roles", "{\"name\":\"" + "x".repeat(256) + "\"}").statusCode())
                .isEqualTo(400);
        assertThat(json(api.get("/roles"))).isEmpty();
    }

    @Test
    void findsByAPartOfTheNameWhateverItsCase() {
        role("Night Keeper");
        role("Day keeper 100%");
        role("Other");

        assertThat(json(api.get("/roles?name_filter=KEEP"))).hasSize(2);
        assertThat(json(api.get("/roles?name_filter=100%25"))).hasSize(1);
        assertThat(json(api.get("/roles?name_filter=_"))).isEmpty();
        assertThat(json(api.get("/roles?name_filter=&type=tenant"))).hasSize(3);
        assertThat(json(api.get("/roles?type=organization"))).isEmpty();
        assertThat(json(api.get("/roles?fields=id,name&include_fields=true"))).hasSize(3);
        assertThat(api.get("/roles?type=other").statusCode()).isEqualTo(400);
    }

    @Test
    void goesThroughThePagesToOneBehindTheEnd() {
        for (int i = 0; i < 3; i++) {
            role("r" + i);
        }

        assertThat(json(api.get("/roles?per_page=2")).get(1).get("name").asString())
                .isEqualTo("r1");
        assertThat(json(api.get("/roles?per_page=2&page=1"))).hasSize(1);
        assertThat(json(api.get("/roles?per_page=2&page=2"))).isEmpty();
        assertThat(json(api.get("/roles?per_page=2&page=2&include_totals=true"))
                        .get("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(api.get("/roles?per_page=100&page=10").statusCode()).isEqualTo(400);
    }

    @Test
    void givesRolesOnlyScopesThatThereAre() {
        var role = role("Keeper");

        assertThat(api.post(role + "/permissions", permissions("read:users", "fly:moon"))
                        .body())
                .isEqualTo(refusal(
                        404,
                        "Not Found",
                        "This permission does not exist: 'urn:auth0-authz-api - fly:moon'",
                        "inexistent_resource_server_permission"));
        assertThat(api.post(
                                role + "/permissions",
                                "{\"permissions\":[{\"resource_server_identifier\":\"urn:none\",\"permission_name\":\"x\"}]}")
                        .body())
                .isEqualTo(refusal(
                        404,
                        "Not Found",
                        "The resource server does not exist: 'urn:none'",
                        "inexistent_resource_server"));
        assertThat(json(api.get(role + "/permissions"))).isEmpty();
    }

    @Test
    void givesAndTakesPermissionsOnceAndListsThemByName() {
        var role = role("Keeper");
        var path = role + "/permissions";

        assertThat(api.post(path, permissions("update:users", "read:users", "read:users"))
                        .body())
                .isEqualTo("{}");
        assertThat(api.post(path, permissions("read:users")).statusCode()).isEqualTo(201);
        assertThat(json(api.get(path)).values().stream()
                        .map(row -> row.get("permission_name").asString()))
                .containsExactly("read:users", "update:users");
        assertThat(api.send("DELETE", path, permissions("read:users", "fly:moon"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.send("DELETE", path, permissions("read:users")).statusCode())
                .isEqualTo(204);
        assertThat(json(api.get(path + "?include_totals=true")).get("total").asInt())
                .isEqualTo(1);
    }

    @Test
    void losesThePermissionsOfAResourceServerThatIsRemoved() {
        var role = role("Keeper");
        api.post(role + "/permissions", permissions("read:users"));

        server.call(
                "DELETE",
                TestBailiwick.EXTENSION + "/configuration/resource-server",
                server.extensionToken(),
                Optional.empty());

        assertThat(json(api.get(role + "/permissions"))).isEmpty();
    }

    @Test
    void knowsNothingOfAnotherTenantsRoles() {
        var clock = Clock.systemUTC();
        var random = new SecureRandom();
        var audit = new AuditLog(clock, new RandomText(random));
        var globex = TestTenants.addFurther(database, "globex");
        var authorization = Authorization.over(database, audit, clock, random);
        var theirs = authorization.tenantRoles().add(globex, "Keeper", "", Origin.command("test"));
        var path = "/roles/" + theirs.id().value();

        assertThat(json(api.get("/roles"))).isEmpty();
        assertThat(api.get(path).body()).isEqualTo(NO_ROLE);
        assertThat(api.patch(path, "{\"name\":\"Mine\"}").body()).isEqualTo(NO_ROLE);
        assertThat(api.delete(path).body()).isEqualTo(NO_ROLE);
        assertThat(api.get(path + "/permissions").body()).isEqualTo(NO_ROLE);
        assertThat(api.post(path + "/permissions", permissions("read:users")).body())
                .isEqualTo(NO_ROLE);
        assertThat(role("Keeper")).as("the same name here").isNotEqualTo(path);
        assertThat(authorization.tenantRoles().get(globex, theirs.id())).isEqualTo(theirs);
    }

    private String role(String name) {
        var created = api.post("/roles", "{\"name\":\"" + name + "\"}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return "/roles/" + json(created).get("id").asString();
    }

    private static String permissions(String... names) {
        return "{\"permissions\":["
                + String.join(
                        ",",
                        Stream.of(names)
                                .map(name -> "{\"resource_server_identifier\":\"" + API + "\",\"permission_name\":\""
                                        + name + "\"}")
                                .toList())
                + "]}";
    }
}
