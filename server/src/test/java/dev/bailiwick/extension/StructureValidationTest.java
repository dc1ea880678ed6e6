package dev.bailiwick.extension;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not allowed in a group, role, permission or mapping (reference, sections 0.2 and 1). */
class StructureValidationTest {

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; ''; \"value\" must be of type object",
                "{}; name; \"name\" is required",
                "{'name':''}; name; \"name\" is not allowed to be empty",
                "{'name':1}; name; \"name\" must be a string",
                "{'name':'LONG'}; name; \"name\" length must be less than or equal to 50 characters long",
                "{'name':'n','description':''}; description; \"description\" is not allowed to be empty",
                "{'name':'n','description':null}; description; \"description\" must be a string",
                "{'name':'n','description':'LONGEST'}; description;"
                        + " \"description\" length must be less than or equal to 500 characters long",
                "{'name':'n','x':1}; x; \"x\" is not allowed",
                "{'name':'n','members':[]}; members; \"members\" is not allowed",
                "{'name':'','description':'','x':1}; name; \"name\" is not allowed to be empty",
            })
    void tellsTheFirstBrokenRuleOfAGroup(String body, String key, String message) {
        var sent = body.replace('\'', '"').replace("LONGEST", "d".repeat(501)).replace("LONG", "n".repeat(51));

        StructureTest.assertInvalid(world.send("POST", "/groups", sent), "payload", key, message);
        StructureTest.assertInvalid(world.send("PUT", "/groups/" + SmallWorld.SALES, sent), "payload", key, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; ''; \"value\" must be of type object",
                "{}; name; \"name\" is required",
                "{'name':'LONG'}; name; \"name\" length must be less than or equal to 50 characters long",
                "{'name':'n'}; description; \"description\" is required",
                "{'name':'n','description':''}; description; \"description\" is not allowed to be empty",
                "{'name':'n','description':'d'}; applicationType; \"applicationType\" is required",
                "{'name':'n','description':'d','applicationType':'x'}; applicationType;"
                        + " \"applicationType\" must be one of [client, resource_server]",
                "{'name':'n','description':'d','applicationType':'client'}; applicationId;"
                        + " \"applicationId\" is required",
                "{'name':'n','description':'d','applicationType':'client','applicationId':''}; applicationId;"
                        + " \"applicationId\" is not allowed to be empty",
                "{'name':'n','description':'d','applicationType':'client','applicationId':'a','permissions':1};"
                        + " permissions; \"permissions\" must be an array",
                "{'name':'n','description':'d','applicationType':'client','applicationId':'a','permissions':['x']};"
                        + " permissions.0; \"permissions[0]\" must be a valid GUID",
                "{'name':'n','description':'d','applicationType':'client','applicationId':'a','permissions':'x'};"
                        + " permissions.0; \"permissions[0]\" must be a valid GUID",
                "{'name':'n','description':'d','applicationType':'client','applicationId':'a','users':[]};"
                        + " users; \"users\" is not allowed",
            })
    void tellsTheFirstBrokenRuleOfARole(String body, String key, String message) {
        var sent = body.replace('\'', '"').replace("LONG", "n".repeat(51));

        StructureTest.assertInvalid(world.send("POST", "/roles", sent), "payload", key, message);
        StructureTest.assertInvalid(world.send("PUT", "/roles/" + StructureTest.READER, sent), "payload", key, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "null; ''; \"value\" must be of type object",
                "{'name':'LONG'}; name; \"name\" length must be less than or equal to 100 characters long",
                "{'name':'n'}; description; \"description\" is required",
                "{'name':'n','description':'d','applicationId':'a'}; applicationType; \"applicationType\" is required",
                "{'name':'n','description':'d','applicationType':1}; applicationType;"
                        + " \"applicationType\" must be one of [client, resource_server]",
                "{'name':'n','description':'d','applicationType':'client','applicationId':'LONGEST'}; applicationId;"
                        + " \"applicationId\" length must be less than or equal to 500 characters long",
                "{'name':'n','description':'d','applicationType':'client','applicationId':'a','permissions':[]};"
                        + " permissions; \"permissions\" is not allowed",
            })
    void tellsTheFirstBrokenRuleOfAPermission(String body, String key, String message) {
        var sent = body.replace('\'', '"').replace("LONGEST", "a".repeat(501)).replace("LONG", "n".repeat(101));

        StructureTest.assertInvalid(world.send("POST", "/permissions", sent), "payload", key, message);
        StructureTest.assertInvalid(
                world.send("PUT", "/permissions/" + StructureTest.READ, sent), "payload", key, message);
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
    void tellsTheFirstBrokenRuleOfAMapping(String method, String body, String key, String message) {
        var sent = body.replace('\'', '"').replace("LONG", "n".repeat(51));

        StructureTest.assertInvalid(
                world.send(method, "/groups/" + SmallWorld.SALES + "/mappings", sent), "payload", key, message);
    }
}
