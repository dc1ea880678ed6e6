package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads what the whole run has left behind. The build runs it by itself, after all other tests. */
class LogOfTheRunTest {

    private static final String TOKEN =
            "eyJhbGciOiJSUzI1NiJ9." + "eyJpc3MiOiJodHRwczovL2EudGVzdC8ifQ." + "c2lnbmF0dXJl".repeat(9);

    @Test
    @DisplayName("TK-17: no issued token, code or secret appears in the log of the whole run")
    void holdsNothingSecret() {
        var issued = IssuedSecrets.all();
        var secrets = new SecretSearch(issued);
        var debugging = new LongAdder();
        var telling = new ArrayList<String>();
        RunLog.each(line -> {
            if (line.contains("level=debug")) {
                debugging.increment();
            }
            secrets.find(line).ifPresent(secret -> telling.add(secret + " in " + line));
        });

        assertThat(telling).isEmpty();
        assertThat(issued).as("the secrets of the run").hasSizeGreaterThan(100);
        assertThat(debugging.sum()).as("lines of the log, at every level").isGreaterThan(1_000);
    }

    @Test
    void wouldFindASecretHoweverItIsWritten() {
        var secrets = new SecretSearch(List.of("s3cr3t+of/mine", TOKEN));

        for (var secret :
                List.of("s3cr3t+of/mine", TOKEN, TOKEN.substring(TOKEN.length() / 3, 2 * TOKEN.length() / 3))) {
            for (var before : List.of("", "a", "ab", "abc")) {
                for (var after : List.of("", "d", "de", "def")) {
                    var text = before + secret + after;
                    assertThat(secrets.find(text)).isPresent();
                    assertThat(secrets.find(URLEncoder.encode(text, StandardCharsets.UTF_8)))
                            .isPresent();
                    for (var base64 : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                        assertThat(secrets.find("x " + base64.encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                                .as(text)
                                .isPresent();
                    }
                }
            }
        }
        assertThat(secrets.find("eyJhbGciOiJSUzI1NiJ9 is no secret, nor is s3cr3t"))
                .isEmpty();
    }
}
