package dev.bailiwick.management.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.SqliteDatabase;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that 64 bits do not hold are refused where a whole number belongs, however they are written. */
class NumbersTest {

    @Test
    void areRefusedWithTheirPlace(@TempDir Path directory) {
        try (var server = TestBailiwick.start(SqliteDatabase.open(directory.resolve("test.db")), directory)) {
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
    }
}
