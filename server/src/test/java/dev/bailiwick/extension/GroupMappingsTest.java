package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mappings of groups, put on, shown and taken off (reference, section 1, groups). */
@EachEngine
class GroupMappingsTest extends StructureTest {

    private static final String SALES = "/groups/" + SmallWorld.SALES + "/mappings";
    private static final String GUESTS = "/groups/" + SmallWorld.GUESTS + "/mappings";
    private static final String OURS = "Username-Password-Authentication";
    private static final String IT = "{\"groupName\":\"IT\",\"connectionName\":\"" + OURS + "\"}";

    GroupMappingsTest(Database empty) {
        super(empty);
    }

    @Test
    void showsMappingsOfKnownConnectionsWithTheirStrategy() {
        assertDone(world.send("PATCH", GUESTS, "[" + IT + ",{\"groupName\":\"x\",\"connectionName\":\"gone\"}]"));

        var answer = world.get(GUESTS);

        var id = TestBailiwick.json(answer).get(0).get("_id").asString();
        assertThat(id).matches(UUID);
        assertOk(answer, "[{\"_id\":\"" + id + "\",\"groupName\":\"IT\",\"connectionName\":\"" + OURS + " (auth0)\"}]");
        assertThat(world.export())
                .contains("\"groupName\":\"visitors\",\"connectionName\":\"ad\"},{\"_id\":\"" + id
                        + "\",\"groupName\":\"IT\",\"connectionName\":\"" + OURS + "\"},{\"_id\":\"")
                .contains("\"groupName\":\"x\",\"connectionName\":\"gone\"}]");
        assertThat(lastAudited().subList(0, 4)).containsExactly("add mappings", "group", SmallWorld.GUESTS, "");
        assertThat(lastAudited().get(4)).contains(id).contains("\"group_name\":\"x\",\"connection_name\":\"gone\"");
    }

    @Test
    void showsNothingOfAGroupThatNeverHadAny() {
        assertOk(world.get(SALES), "[]");
    }

    @Test
    void keepsRepeatsWithIdsOfTheirOwnAndTakesOneObject() {
        world.send("PATCH", SALES, "[" + IT + "," + IT + "]");
        assertDone(world.send("PATCH", SALES, IT));

        assertThat(ids(SALES)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void mapsAtTheNextDecision() {
        world.send("PATCH", SALES, IT);

        assertThat(world.send(
                                "POST",
                                "/users/nobody/policy/app1",
                                "{\"connectionName\":\"" + OURS + "\",\"groups\":[\"IT\"]}")
                        .body())
                .contains("\"Sales\"");
    }

    @Test
    void takesMappingsOffByAListOrAnObjectWithOne() {
        world.send("PATCH", SALES, "[" + IT + "," + IT + "," + IT + "]");
        var ids = ids(SALES);

        assertDone(world.send("DELETE", SALES, "[\"" + ids.get(1) + "\",\"" + SmallWorld.NOWHERE + "\"]"));
        assertThat(ids(SALES)).containsExactly(ids.get(0), ids.get(2));
        assertDone(world.send("DELETE", SALES, "{\"_id\":[\"" + ids.get(0) + "\"]}"));
        assertThat(ids(SALES)).containsExactly(ids.get(2));
        world.send("PATCH", SALES, IT);
        assertThat(ids(SALES)).hasSize(2).startsWith(ids.get(2));
    }

    @Test
    void auditsWhatWasReallyTakenOff() {
        long before = audited();
        assertDone(world.send("DELETE", SALES, "[\"" + SmallWorld.NOWHERE + "\"]"));
        assertThat(audited()).isEqualTo(before);

        assertDone(world.send("DELETE", GUESTS, "[\"44444444-4444-4444-8444-444444444444\"]"));

        assertThat(lastAudited())
                .containsExactly(
                        "remove mappings",
                        "group",
                        SmallWorld.GUESTS,
                        "[{\"id\":\"44444444-4444-4444-8444-444444444444\",\"group_name\":\"visitors\","
                                + "\"connection_name\":\"ad\"}]",
                        "");
        assertThat(world.export()).contains("\"mappings\":[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PATCH; null; ''; \"value\" must be an array",
                "PATCH; []; ''; \"value\" must contain at least 1 items",
                "PATCH; [1]; 0; \"[0]\" must be of type object",
                "PATCH; [{}]; 0.groupName; \"[0].groupName\" is required",
                "PATCH; {}; groupName; \"groupName\" is required",
                "PATCH; [{'groupName':'g'}]; 0.connectionName; \"[0].connectionName\" is required",
                "PATCH; [{'groupName':''}]; 0.groupName; \"[0].groupName\" is not allowed to be empty",
                "PATCH; [{'groupName':'LONG'}]; 0.groupName;"
                        + " \"[0].groupName\" length must be less than or equal to 50 characters long",
                "PATCH; [{'groupName':'g','connectionName':'c','_id':'i'}]; 0._id; \"[0]._id\" is not allowed",
                "DELETE; null; ''; \"value\" must be an array",
                "DELETE; []; ''; \"value\" must contain at least 1 items",
                "DELETE; ['x']; 0; \"[0]\" must be a valid GUID",
                "DELETE; {}; _id; \"_id\" is required",
                "DELETE; {'_id':'x'}; _id; \"_id\" must be an array",
                "DELETE; {'_id':[]}; _id; \"_id\" must contain at least 1 items",
                "DELETE; {'_id':[1]}; _id.0; \"_id[0]\" must be a string",
                "DELETE; {'_id':[],'x':1}; x; \"x\" is not allowed",
            })
    void tellsTheFirstBrokenRule(String method, String body, String key, String message) {
        var sent = body.replace('\'', '"').replace("LONG", "n".repeat(51));

        assertInvalid(world.send(method, SALES, sent), "payload", key, message);
    }

    @Test
    void takesAnyIdWherePutOnAndFindsNothing() {
        assertRefused(
                world.send("PATCH", "/groups/x/mappings", IT),
                404,
                "NotFoundError",
                "The record x in groups does not exist.");
        var unknown = "/groups/" + SmallWorld.NOWHERE + "/mappings";
        assertUnknown(world.send("PATCH", unknown, IT), "groups");
        assertUnknown(world.send("DELETE", unknown, "[\"" + SmallWorld.NOWHERE + "\"]"), "groups");
        assertUnknown(world.get(unknown), "groups");
        for (var answer : List.of(world.get("/groups/x/mappings"), world.send("DELETE", "/groups/x/mappings", "1"))) {
            assertInvalid(answer, "params", "id", "\"id\" must be a valid GUID");
        }
    }

    private List<String> ids(String path) {
        return TestBailiwick.json(world.get(path)).values().stream()
                .map(mapping -> mapping.get("_id").asString())
                .toList();
    }
}
