package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code client_aliases} of {@code /clients}. */
@EachEngine
class ClientAliasesTest {

    private static final String TAKEN = "Another client exists with the same alias.";

    private final Database database;
    private TestBailiwick server;
    private Desk desk;

    ClientAliasesTest(Database empty) {
        this.database = empty;
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(database, directory);
        desk = Desk.of(server, "read:clients", "create:clients", "update:clients", "delete:clients");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areOneClientsAlone() {
        var path = path(desk.made("/clients", aliases("Shop", "urn:shop", "urn:both", "urn:shop")));
        var other = path(desk.made("/clients", aliases("Other", "urn:SHOP")));

        Desk.refused(desk.post("/clients", aliases("Twin", "urn:new", "urn:both")), 409, TAKEN);
        Desk.refused(desk.patch(other, aliases("Twin", "urn:SHOP", "urn:shop")), 409, TAKEN);
        assertThat(desk.shown(other).get("name").asString()).isEqualTo("Other");
        assertThat(desk.patch(path, aliases("Shop", "urn:both", "urn:new")).statusCode())
                .isEqualTo(200);
        assertThat(desk.patch(other, aliases("Other", "urn:shop")).statusCode())
                .as("let go of by the first")
                .isEqualTo(200);
        desk.delete(path);
        assertThat(desk.post("/clients", aliases("Twin", "urn:both")).statusCode())
                .as("of one that is gone")
                .isEqualTo(201);
        assertThat(desk.patch(other, "{\"client_aliases\":null}").statusCode()).isEqualTo(200);
        assertThat(desk.post("/clients", aliases("Heir", "urn:shop")).statusCode())
                .as("taken away")
                .isEqualTo(201);
    }

    @Test
    void areAsLongAsAnIndexHolds() {
        var longest = "\uD83D\uDE00".repeat(600);
        var path = path(desk.made("/clients", aliases("Shop", longest)));

        Desk.refused(desk.post("/clients", aliases("Twin", longest)), 409, TAKEN);
        Desk.refused(
                desk.patch(path, aliases("Shop", "urn:shop", longest + "x")),
                400,
                "Payload validation error: 'String is too long (601 chars), maximum 600' on property client_aliases[1].");
    }

    @Test
    void areOneOfThoseThatAskAtOnce() {
        var statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> desk.post("/clients", aliases("Shop " + i, "urn:shop-" + i, "urn:shop"))
                                .statusCode(),
                        Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join);

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    /** As clients of a time before could have them. */
    @Test
    void areTheElderOnesUntilItLetsThemGo() {
        var elder = path(desk.made("/clients", aliases("Elder", "urn:shop", "urn:elder")));
        var twin = path(desk.made("/clients", aliases("Twin", "urn:other")));
        database.transaction(tx -> tx.write(
                "UPDATE client SET settings = REPLACE(settings, 'urn:other', 'urn:shop') WHERE name = 'Twin'",
                _ -> {}));

        assertThat(desk.patch(twin, aliases("Twin", "urn:more", "urn:shop")).statusCode())
                .as("what it had before")
                .isEqualTo(200);
        Desk.refused(desk.patch(twin, aliases("Twin", "urn:shop", "urn:elder")), 409, TAKEN);
        desk.delete(elder);
        assertThat(desk.patch(twin, "{\"description\":\"Sells.\"}").statusCode())
                .isEqualTo(200);
        Desk.refused(desk.post("/clients", aliases("Third", "urn:shop")), 409, TAKEN);
    }

    private static String path(JsonNode client) {
        return "/clients/" + client.get("client_id").asString();
    }

    private static String aliases(String name, String... aliases) {
        return Json.text(Map.of("name", name, "client_aliases", List.of(aliases)));
    }
}
