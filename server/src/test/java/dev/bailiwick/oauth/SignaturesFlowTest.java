package dev.bailiwick.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.TestDatabase.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a token through the whole server, whoever signs it. */
class SignaturesFlowTest {

    private static final String GROUPS = TestBailiwick.EXTENSION + "/groups";

    @ParameterizedTest
    @ValueSource(strings = {"auto", "jdk"})
    void issuesTokensAndBelievesThem(String signatures, @TempDir Path directory) {
        try (var server = TestBailiwick.start(Engine.SQLITE.open(directory), directory, signatures)) {
            var token = server.extensionToken();

            assertThat(server.call("GET", GROUPS, token, Optional.empty()).statusCode())
                    .isEqualTo(200);
            for (var damaged : List.of(token + "A", token.substring(0, token.length() - 4) + "AAAA")) {
                assertThat(server.call("GET", GROUPS, damaged, Optional.empty()).statusCode())
                        .isEqualTo(401);
            }
        }
    }
}
