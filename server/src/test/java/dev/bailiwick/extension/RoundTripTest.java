package dev.bailiwick.extension;

import static dev.bailiwick.app.TestBailiwick.EXTENSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the original could hold is taken in and given back, the same each time (reference, section 7). */
@EachEngine
class RoundTripTest {

    /** Twins, dangling ids, lists absent, empty and with repeats, members that mean nothing, collections of long ago. */
    private static final String DOCUMENT = """
            {
              "roles": [
                {"_id": "r2", "name": "Editor", "description": "", "applicationId": "app1", "applicationType": "client",
                 "permissions": ["p1", "gone", "p1"], "users": ["u1", "u2", "u1"]},
                {"permissions": [], "name": "EDITOR", "_id": "r1", "applicationId": "app1", "applicationType": "client",
                 "users": [], "color": "red"},
                {"_id": "r3", "name": "Editor"}
              ],
              "rules": [{"whatever": 1}, {}],
              "groups": [
                {"_id": "g2", "name": "Sales", "description": "1", "members": ["u2", "u1", "u2"]},
                {"_id": "g1", "name": "sALES", "description": "2", "members": [], "nested": [], "roles": [],
                 "mappings": []},
                {"_id": "g0", "name": "Sales", "nested": ["g1", "nowhere", "g0", "g2", "g1"], "roles": ["nothing", "r1"],
                 "mappings": [
                   {"_id": "m1", "groupName": "IT", "connectionName": "ad"},
                   {"connectionName": "ad", "groupName": "IT", "_id": "m1", "extra": true}],
                 "owner": {"name": ["x"]}},
                {"_id": "ü/~1 😀", "name": " ", "description": "\\u0001\\"\\\\"}
              ],
              "applications": [],
              "configuration": [
                {"_id": "v1", "persistRoles": false, "groupsInToken": true, "rolesInToken": "Yes",
                 "permissionsInToken": "no", "apikey": "secret"}],
              "permissions": [
                {"_id": "p1", "name": "read", "description": "r", "applicationId": "app1", "applicationType": "client"},
                {"_id": "p0", "name": "READ", "description": "r", "applicationId": "app1",
                 "applicationType": "resource_server"}]
            }
            """;

    /** One line for each collection here, one line there. */
    private static final String EXPORT = """
            {"roles":[\
            {"_id":"r2","name":"Editor","description":"","applicationType":"client","applicationId":"app1",\
            "permissions":["p1","gone","p1"],"users":["u1","u2"]},\
            {"_id":"r1","name":"EDITOR","description":"","applicationType":"client","applicationId":"app1",\
            "permissions":[],"users":[]},\
            {"_id":"r3","name":"Editor","description":"","applicationType":"","applicationId":""}],\
            "groups":[\
            {"_id":"g2","name":"Sales","description":"1","members":["u2","u1"]},\
            {"_id":"g1","name":"sALES","description":"2","members":[],"nested":[],"roles":[],"mappings":[]},\
            {"_id":"g0","name":"Sales","description":"","nested":["g1","nowhere","g0","g2"],"roles":["nothing","r1"],\
            "mappings":[{"_id":"m1","groupName":"IT","connectionName":"ad"},\
            {"_id":"m1","groupName":"IT","connectionName":"ad"}]},\
            {"_id":"ü/~1 😀","name":" ","description":"\\u0001\\"\\\\"}],\
            "configuration":[{"_id":"v1","groupsInToken":true,"rolesInToken":true,"permissionsInToken":false,\
            "persistRoles":false}],\
            "permissions":[\
            {"_id":"p1","name":"read","description":"r","applicationType":"client","applicationId":"app1"},\
            {"_id":"p0","name":"READ","description":"r","applicationType":"resource_server","applicationId":"app1"}]}\
            """;

    private final TestBailiwick server;
    private final String token;

    RoundTripTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        token = server.extensionToken();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void exportsWhatItImportedTheSameEachTime() {
        put(DOCUMENT);
        var first = export();
        put(first);
        var second = export();

        assertThat(first).isEqualTo(EXPORT);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void exportsNothingBeforeAnythingWasUsed() {
        assertThat(export()).isEqualTo("{}");
    }

    @Test
    void emptiesTheCollectionsThatAnImportDoesNotName() {
        put(DOCUMENT);
        put("{\"permissions\":[],\"groups\":[{\"_id\":\"g\",\"name\":\"n\"}]}");

        assertThat(export())
                .isEqualTo("{\"permissions\":[],\"groups\":[{\"_id\":\"g\",\"name\":\"n\",\"description\":\"\"}]}");
    }

    @Test
    void emptiesEverythingByAnEmptyObject() {
        put(DOCUMENT);
        put("{}");

        assertThat(export()).isEqualTo("{}");
    }

    private void put(String document) {
        var answer = server.call("POST", EXTENSION + "/configuration/import", token, Optional.of(document));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
    }

    private String export() {
        return server.call("GET", EXTENSION + "/configuration/export", token, Optional.empty())
                .body();
    }
}
