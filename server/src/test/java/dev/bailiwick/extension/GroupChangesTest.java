package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups created, changed and deleted (reference, sections 0.3, 1 and 4). */
@EachEngine
class GroupChangesTest extends StructureTest {

    private static final String SALES = "/groups/" + SmallWorld.SALES;

    GroupChangesTest(Database empty) {
        super(empty);
    }

    @Test
    void createsAGroupWithItsIdLast() {
        var id = assertCreated(
                world.send("POST", "/groups", "{\"name\":\"My name\",\"description\":\"My description\"}"),
                "{\"name\":\"My name\",\"description\":\"My description\",\"_id\":\"#\"}");

        assertOk(
                world.get("/groups/" + id),
                "{\"_id\":\"" + id + "\",\"name\":\"My name\",\"description\":\"My description\"}");
        assertThat(world.get("/groups?q=my&field=name").body())
                .isEqualTo("{\"groups\":[{\"_id\":\"" + id + "\",\"name\":\"My name\","
                        + "\"description\":\"My description\",\"members\":[],\"mappings\":[]}],\"total\":4}");
        assertThat(lastAudited())
                .containsExactly(
                        "create",
                        "group",
                        id,
                        "",
                        "{\"id\":\"" + id + "\",\"name\":\"My name\",\"description\":\"My description\"}");
    }

    @Test
    void createsAGroupWithoutADescriptionAndWithAnyCharacters() {
        assertCreated(
                world.send("POST", "/groups", "{\"name\":\" ü😀\\\"\"}"),
                "{\"name\":\" ü😀\\\"\",\"description\":\"\",\"_id\":\"#\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sales", "sALES"})
    void refusesANameThatAnotherGroupHasWhateverItsCase(String name) {
        var before = world.export();

        assertRefused(
                world.send("POST", "/groups", "{\"name\":\"" + name + "\",\"description\":\"d\"}"),
                400,
                "ValidationError",
                "Group with name \"" + name + "\" already exists");
        assertRefused(
                world.send("PUT", "/groups/" + SmallWorld.STAFF, "{\"name\":\"" + name + "\",\"description\":\"d\"}"),
                400,
                "ValidationError",
                "Group with name \"" + name + "\" already exists");
        assertThat(world.export()).isEqualTo(before);
    }

    @Test
    void changesAGroupAndKeepsWhatHangsOnIt() {
        var rest = "\"members\":[\"auth0|ann\",\"ad|a/b\",\"ad|a\\\\b\",\"x@y.z\",\"a+b:c\",\"ü\"]," + "\"roles\":[\""
                + WRITER + "\",\"" + READER + "\"]}";

        assertOk(
                world.send("PUT", SALES, "{\"name\":\"SALES\",\"description\":\"New\"}"),
                "{\"_id\":\"" + SmallWorld.SALES + "\",\"name\":\"SALES\",\"description\":\"New\"," + rest);

        assertThat(world.export()).contains("\"name\":\"SALES\",\"description\":\"New\"," + rest);
        assertThat(world.send("POST", "/users/auth0%7Cann/policy/app1", "{\"connectionName\":\"x\"}")
                        .body())
                .contains("[\"Staff\",\"SALES\"]");
        assertThat(lastAudited())
                .containsExactly(
                        "update",
                        "group",
                        SmallWorld.SALES,
                        "{\"id\":\"" + SmallWorld.SALES + "\",\"name\":\"Sales\",\"description\":\"Sellers\"}",
                        "{\"id\":\"" + SmallWorld.SALES + "\",\"name\":\"SALES\",\"description\":\"New\"}");
    }

    @Test
    void freesTheNameThatAGroupHad() {
        world.send("PUT", SALES, "{\"name\":\"Selling\",\"description\":\"d\"}");

        assertThat(world.send("POST", "/groups", "{\"name\":\"sales\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void looksForTheNameBeforeTheGroup() {
        assertUnknown(world.send("PUT", "/groups/" + SmallWorld.NOWHERE, "{\"name\":\"New\"}"), "groups");
        assertRefused(
                world.send("PUT", "/groups/" + SmallWorld.NOWHERE, "{\"name\":\"Staff\"}"),
                400,
                "ValidationError",
                "Group with name \"Staff\" already exists");
    }

    @Test
    void deletesAGroupWithAllThatHangsOnIt() {
        world.send("DELETE", "/groups/" + SmallWorld.STAFF + "/nested", "[\"" + SmallWorld.SALES + "\"]");

        assertDone(world.send("DELETE", SALES, ""));

        assertUnknown(world.get("/groups/" + SmallWorld.NOWHERE), "groups");
        assertThat(world.export()).doesNotContain(SmallWorld.SALES);
        assertThat(world.get("/users/auth0%7Cann/groups/calculate").body()).isEqualTo("[]");
        assertThat(lastAudited())
                .containsExactly(
                        "delete",
                        "group",
                        SmallWorld.SALES,
                        "{\"id\":\"" + SmallWorld.SALES + "\",\"name\":\"Sales\",\"description\":\"Sellers\","
                                + "\"members\":[\"auth0|ann\",\"ad|a/b\",\"ad|a\\\\b\",\"x@y.z\",\"a+b:c\",\"ü\"],"
                                + "\"roles\":[\"" + WRITER + "\",\"" + READER + "\"]}",
                        "");
    }

    @Test
    void deletesNothingThatIsNestedElsewhereBeItThereOrNot() {
        for (var id : new String[] {SmallWorld.SALES, SmallWorld.NOWHERE}) {
            assertRefused(
                    world.send("DELETE", "/groups/" + id, ""),
                    400,
                    "ValidationError",
                    "Unable to touch nested while used in groups: Staff");
        }
    }

    @Test
    void deletesAGroupThatIsNotThere() {
        long before = audited();

        assertDone(world.send("DELETE", "/groups/77777777-7777-4777-8777-777777777777", ""));

        assertThat(audited()).isEqualTo(before);
    }

    @Test
    void takesNoPostForADeletion() {
        assertRefused(world.send("POST", "/groups/" + SmallWorld.GUESTS, ""), 404, "Not Found", "Not Found");
        assertThat(world.export()).contains(SmallWorld.GUESTS);
    }

    @Test
    void takesNamesAndDescriptionsUpToTheirLimits() {
        var body = "{\"name\":\"" + "ü".repeat(50) + "\",\"description\":\"" + "ü".repeat(500) + "\"}";

        assertThat(world.send("POST", "/groups", body).statusCode()).isEqualTo(200);
        assertRefused(
                world.send("POST", "/groups", body.replace('ü', 'Ü')),
                400,
                "ValidationError",
                "Group with name \"" + "Ü".repeat(50) + "\" already exists");
    }

    @Test
    void takesNothingButAGuidForAGroup() {
        assertInvalid(world.send("PUT", "/groups/x", "[]"), "params", "id", "\"id\" must be a valid GUID");
        assertInvalid(world.send("DELETE", "/groups/x", ""), "params", "id", "\"id\" must be a valid GUID");
    }

    @Test
    void auditsTheFirstMembersOfALongGroupThatIsDeletedAndHowManyThereWere() {
        var id = assertCreated(
                world.send("POST", "/groups", "{\"name\":\"Long\"}"),
                "{\"name\":\"Long\",\"description\":\"\",\"_id\":\"#\"}");
        var members = IntStream.range(0, 1_200).mapToObj("\"u%04d\""::formatted).toList();
        assertDone(world.send("PATCH", "/groups/" + id + "/members", members.toString()));

        assertDone(world.send("DELETE", "/groups/" + id, ""));

        assertThat(lastAudited().get(3))
                .isEqualTo("{\"id\":\"" + id + "\",\"name\":\"Long\",\"description\":\"\",\"members\":["
                        + String.join(",", members.subList(0, 1_000)) + "],\"members_total\":1200}");
    }
}
