package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.SqliteDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumbersTest {

    private TestBailiwick server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Numbers that 64 bits do not hold are refused where a whole number belongs, however they are written. */
    @Test
    void areRefusedWithTheirPlace() {
        for (var number : new String[] {"1e19", "10000000000000000000", "-1e300", "1e999999999", "1.5e30"}) {
            var answer = server.call(
                    "POST",
                    "/api/v2/resource-servers",
                    server.managementToken("create:resource_servers"),
                    Optional.of("{\"identifier\":\"i\",\"token_lifetime\":" + number + "}"));

            assertThat(answer.statusCode()).as(number + answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("on property token_lifetime");
        }
    }

    /** The longest that can be sent is longer when it is written. */
    @Test
    void areKeptHoweverLongTheyAreWritten() {
        var desk = Desk.of(server, "create:clients", "update:clients", "create:users", "read:users");
        var nines = "9".repeat(997);
        var client = "/clients/"
                + desk.made("/clients", "{\"name\":\"n\"}").get("client_id").asString();
        var made = desk.post("/users", """
                {"connection":"Username-Password-Authentication","user_id":"ann","email":"ann@example.test",\
                "password":"Kx9!vbQ2#mLp","user_metadata":{"n":%se5}}""".formatted(nines));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(desk.get("/users/auth0%7Cann").body()).contains("\"n\":9." + nines.substring(1) + "E+1001");
        assertThat(desk.patch(client, "{\"encryption_key\":{\"pub\":\"p\",\"cert\":\"c\",\"n\":" + nines + "e5}}")
                        .statusCode())
                .isEqualTo(200);
    }
}
