package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that come as nothing but a list come whole, or a page at a time when one is asked for. */
class SmallListPagesTest {

    private static final String DOCUMENT = """
            {"groups":[\
            {"_id":"11111111-1111-4111-8111-111111111111","name":"inner","members":["ann"],\
            "nested":["a","b"],"roles":["r1","r2"],"mappings":[\
            {"_id":"m1","groupName":"one","connectionName":"Username-Password-Authentication"},\
            {"_id":"m2","groupName":"two","connectionName":"Username-Password-Authentication"},\
            {"_id":"m3","groupName":"three","connectionName":"gone"}]},\
            {"_id":"outer","name":"outer","members":["ann"],"nested":["11111111-1111-4111-8111-111111111111"],"roles":["r3"]},\
            {"_id":"a","name":"a"},{"_id":"b","name":"b"}],\
            "roles":[\
            {"_id":"r1","name":"1","applicationId":"app","users":["ann"]},{"_id":"r2","name":"2","applicationId":"app","users":["ann"]},\
            {"_id":"r3","name":"3","applicationId":"app"}]}\
            """;

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
        var server = world.server();
        var key = server.operatorKey().reveal();
        assertThat(world.send("POST", "/configuration/import", DOCUMENT).statusCode())
                .isEqualTo(204);
        for (var made : List.of(
                new String[] {"/operator/tenants/default/connections", "{\"name\":\"ad\",\"strategy\":\"ad\"}"},
                new String[] {"/api/v2/clients", "{\"name\":\"One\",\"app_type\":\"spa\"}"},
                new String[] {"/api/v2/clients", "{\"name\":\"Two\",\"app_type\":\"native\"}"})) {
            var token = made[0].startsWith("/operator") ? key : server.managementToken("create:clients");
            assertThat(server.call("POST", made[0], token, Optional.of(made[1])).statusCode())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/groups/11111111-1111-4111-8111-111111111111/roles",
                "/groups/11111111-1111-4111-8111-111111111111/roles/nested",
                "/groups/11111111-1111-4111-8111-111111111111/nested",
                "/groups/11111111-1111-4111-8111-111111111111/mappings",
                "/users/ann/groups",
                "/users/ann/groups/calculate",
                "/users/ann/roles",
                "/users/ann/roles/calculate",
                "/applications",
                "/connections",
            })
    void listsOnPagesWhatTheWholeListHas(String list) {
        var whole = TestBailiwick.json(world.get(list)).values().stream().toList();
        assertThat(whole).hasSizeGreaterThan(1);

        var pages = IntStream.rangeClosed(1, whole.size())
                .mapToObj(page -> TestBailiwick.json(world.get(list + "?per_page=1&page=" + page)))
                .toList();

        assertThat(pages).allSatisfy(page -> assertThat(page.values()).hasSize(1));
        assertThat(pages).extracting(page -> page.get(0)).isEqualTo(whole);
        assertThat(world.get(list + "?page=2").body()).isEqualTo("[]");
        StructureTest.assertInvalid(
                world.get(list + "?per_page=201"),
                "query",
                "per_page",
                "\"per_page\" must be less than or equal to 200");
    }
}
