package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.bailiwick.audit.LogType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    private final Path directory;

    SettingsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void hasPresetsForWhatNobodySets() {
        var settings = read(Map.of());

        assertThat(settings.httpsPort()).isEqualTo(8443);
        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.address().isLoopbackAddress()).isTrue();
        assertThat(settings.dataDirectory()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(settings.domain()).isEmpty();
    }

    @Test
    void readsTheEnvironment() {
        var settings = read(Map.of("BAILIWICK_HTTPS_PORT", " 1 ", "BAILIWICK_HTTP_PORT", "65535", "PATH", "/bin"));

        assertThat(settings.httpsPort()).isEqualTo(1);
        assertThat(settings.httpPort()).isEqualTo(65_535);
    }

    @Test
    void readsAFile() throws IOException {
        var file = file("https-port: 1\ndomain: auth.example.test\naddress:\n");

        var settings = Settings.read(Map.of(), Optional.of(file));

        assertThat(settings.httpsPort()).isEqualTo(1);
        assertThat(settings.domain()).contains("auth.example.test");
        assertThat(settings.address().isLoopbackAddress()).isTrue();
    }

    @Test
    void putsTheEnvironmentBeforeTheFile() throws IOException {
        var file = file("https-port: 1\nhttp-port: 2\n");

        var settings = read(Map.of("BAILIWICK_CONFIG", file.toString(), "BAILIWICK_HTTP_PORT", "3"));

        assertThat(settings.httpsPort()).isEqualTo(1);
        assertThat(settings.httpPort()).isEqualTo(3);
    }

    @Test
    void putsTheCommandLinesFileBeforeTheEnvironmentsFile() throws IOException {
        var file = file("https-port: 1\n");

        var settings = Settings.read(Map.of("BAILIWICK_CONFIG", "/nowhere.yaml"), Optional.of(file));

        assertThat(settings.httpsPort()).isEqualTo(1);
    }

    @Test
    void takesNothingForUnset() {
        assertThat(read(Map.of("BAILIWICK_HTTPS_PORT", " ")).httpsPort()).isEqualTo(8443);
    }

    @Test
    void takesAnEmptyFile() throws IOException {
        assertThat(Settings.read(Map.of(), Optional.of(file("# nothing\n"))).values())
                .isEmpty();
    }

    @Test
    void refusesAMisspeltVariableWithTheNearestName() {
        refuses(
                Map.of("BAILIWICK_HTPS_PORT", "1"),
                "There is no setting BAILIWICK_HTPS_PORT. Did you mean BAILIWICK_HTTPS_PORT?");
        refuses(
                Map.of("BAILIWICK_DATADIR", "x"),
                "There is no setting BAILIWICK_DATADIR. Did you mean BAILIWICK_DATA_DIR?");
        refuses(
                Map.of("BAILIWICK_domain", "x"),
                "There is no setting BAILIWICK_domain. Did you mean BAILIWICK_DOMAIN?");
    }

    @Test
    void refusesAMisspeltKeyWithTheNearestName() throws IOException {
        assertThat(List.of("data_dir", "datadir", "DATA-DIR"))
                .allSatisfy(key -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> Settings.read(Map.of(), Optional.of(file(key + ": x\n"))))
                        .withMessage("There is no setting " + key + ". Did you mean data-dir?"));
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThat(List.of("-1", "65536", "eight", "80.5", "0x10", "99999999999"))
                .allSatisfy(port -> {
                    var settings = read(Map.of("BAILIWICK_HTTP_PORT", port));
                    assertThatIllegalArgumentException()
                            .isThrownBy(settings::httpPort)
                            .withMessage("BAILIWICK_HTTP_PORT is no port number.");
                });
    }

    @Test
    void readsTheDomainAsTheTenantWillHaveIt() {
        assertThat(domain("Auth.Example.Test:443")).contains("auth.example.test");
        assertThat(domain("localhost:3000")).contains("localhost:3000");
        assertThat(domain("[::1]:8443")).contains("[::1]:8443");
    }

    @Test
    void refusesADomainThatMakesNoIssuer() {
        assertThat(List.of(
                        "x:443:443",
                        "https://example.test",
                        "example.test/",
                        "a b",
                        "a:b",
                        "a:123456",
                        "user@host",
                        "é.test"))
                .allSatisfy(domain -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> domain(domain))
                        .withMessage("BAILIWICK_DOMAIN is no host, or host and port."));
    }

    @Test
    void refusesAKeyOfAnotherLengthWithoutShowingIt() {
        assertThat(List.of("c2hvcnQ=", "not base64!")).allSatisfy(key -> {
            var settings = read(Map.of("BAILIWICK_KEY", key));
            assertThatIllegalArgumentException()
                    .isThrownBy(settings::box)
                    .withMessage("BAILIWICK_KEY must be 32 bytes in base64.");
        });
    }

    @Test
    void refusesAFileThatHoldsNoNames() {
        assertThat(List.of("- a\n- b\n", "text\n", "a: [1\n", "https-port: {a: 1}\n"))
                .allSatisfy(text -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> Settings.read(Map.of(), Optional.of(file(text))))
                        .withMessageStartingWith("The settings file " + directory));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of("BAILIWICK_CONFIG", "/nowhere.yaml")))
                .withMessageContaining("/nowhere.yaml");
    }

    @Test
    void keepsTokensInTheLogForAMonthAndChangesForEverUnlessItIsToldOtherwise() {
        assertThat(read(Map.of()).logRetention())
                .containsOnly(
                        entry(LogType.TOKEN_ISSUED, Duration.ofDays(30)),
                        entry(LogType.TOKEN_REFUSED, Duration.ofDays(30)),
                        entry(LogType.CHANGE_REFUSED, Duration.ofDays(30)));
        assertThat(read(Map.of("BAILIWICK_LOG_RETENTION", "0", "BAILIWICK_AUDIT_RETENTION", "365"))
                        .logRetention())
                .containsOnly(entry(LogType.CHANGE, Duration.ofDays(365)));
        for (var days : List.of("-1", "a month", "100000", "1.5")) {
            var settings = read(Map.of("BAILIWICK_LOG_RETENTION", days));
            assertThatIllegalArgumentException().isThrownBy(settings::logRetention);
        }
    }

    @Test
    void limitsNoRequestsToTheManagementApiUnlessItIsTold() {
        assertThat(read(Map.of()).managementRateLimit()).isZero();
        assertThat(read(Map.of("BAILIWICK_MANAGEMENT_RATE_LIMIT", "50")).managementRateLimit())
                .isEqualTo(50);
        var settings = read(Map.of("BAILIWICK_MANAGEMENT_RATE_LIMIT", "many"));
        assertThatIllegalArgumentException().isThrownBy(settings::managementRateLimit);
    }

    @Test
    void refusesAProxyThatIsNoAddress() {
        assertThat(List.of("proxy.example", "10.0.0.0/33", "0.0.0.0/0")).allSatisfy(proxies -> {
            var settings = read(Map.of("BAILIWICK_TRUSTED_PROXIES", proxies));
            assertThatIllegalArgumentException()
                    .isThrownBy(settings::trustedProxies)
                    .withMessageStartingWith("BAILIWICK_TRUSTED_PROXIES ")
                    .withMessageContaining(proxies);
        });
    }

    @Test
    void refusesANumberOfRequestsThatIsNone() {
        assertThat(List.of("0", "-1", "many", "1000000")).allSatisfy(number -> {
            var settings = read(Map.of("BAILIWICK_MAX_REQUESTS", number));
            assertThatIllegalArgumentException().isThrownBy(settings::mostRequests);
        });
    }

    @Test
    void takesNamesForLongOrNot() {
        assertThat(read(Map.of()).hasLongNames()).isFalse();
        assertThat(read(Map.of("BAILIWICK_EXTENSION_LONG_NAMES", "true")).hasLongNames())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(read(Map.of("BAILIWICK_EXTENSION_LONG_NAMES", "yes"))::hasLongNames)
                .withMessage("BAILIWICK_EXTENSION_LONG_NAMES is neither true nor false.");
    }

    @Test
    void tellsPoliciesForAScopeOrForNone() {
        assertThat(read(Map.of()).tellsPoliciesToAll()).isFalse();
        assertThat(read(Map.of("BAILIWICK_EXTENSION_POLICY_SCOPE", "read:users"))
                        .tellsPoliciesToAll())
                .isFalse();
        assertThat(read(Map.of("BAILIWICK_EXTENSION_POLICY_SCOPE", "none")).tellsPoliciesToAll())
                .isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(read(Map.of("BAILIWICK_EXTENSION_POLICY_SCOPE", "read:groups"))::tellsPoliciesToAll)
                .withMessage("BAILIWICK_EXTENSION_POLICY_SCOPE is neither read:users nor none.");
    }

    @Test
    void refusesAnUnknownFormatOrLevelOfTheLog() {
        var settings = read(Map.of("BAILIWICK_LOG_FORMAT", "xml", "BAILIWICK_LOG_LEVEL", "loud"));

        assertThatIllegalArgumentException()
                .isThrownBy(settings::logFormat)
                .withMessage("BAILIWICK_LOG_FORMAT is neither text nor json.");
        assertThatIllegalArgumentException()
                .isThrownBy(settings::logLevel)
                .withMessage("BAILIWICK_LOG_LEVEL is none of error, warning, info and debug.");
    }

    private static void refuses(Map<String, String> environment, String words) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(environment)).withMessage(words);
    }

    @Test
    void listensOnFreePortsInADirectoryOfItsOwnWhereTheDataGoWithTheServer() {
        var settings = read(Map.of("BAILIWICK_HTTP_PORT", "8080")).ephemeralIn(directory);

        assertThat(settings.isEphemeral()).isTrue();
        assertThat(settings.dataDirectory()).isEqualTo(directory);
        assertThat(settings.httpsPort()).isZero();
        assertThat(settings.httpPort()).as("what is set stays").isEqualTo(8080);
    }

    @Test
    void refusesAPlaceForDataThatGoWithTheServer() {
        for (var place : List.of("BAILIWICK_DATA_DIR", "BAILIWICK_DATABASE_URL")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(Map.of(place, "data")).ephemeralIn(directory))
                    .withMessage(place
                            + " cannot be set for an ephemeral server, which has a place of its own for its data.");
        }
    }

    @Test
    void boundsTheStockOfKeyPairs() {
        for (var number : List.of("0", "10000", "-1", "many")) {
            var settings = read(Map.of("BAILIWICK_KEY_PAIRS", number));
            assertThatIllegalArgumentException()
                    .isThrownBy(settings::keyPairs)
                    .withMessage("BAILIWICK_KEY_PAIRS is no number from 1 to 9999.");
        }
    }

    private static Settings read(Map<String, String> environment) {
        return Settings.read(environment, Optional.empty());
    }

    private static Optional<String> domain(String text) {
        return read(Map.of("BAILIWICK_DOMAIN", text)).domain();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("settings.yaml"), text);
    }

    @Test
    void tellsNothingOfItsValues() {
        var settings = new Settings(
                Map.of(Setting.KEY, "never-tell", Setting.DATABASE_URL, "jdbc:postgresql://u:never-tell@localhost/b"));

        assertThat(settings).asString().contains("KEY", "DATABASE_URL").doesNotContain("never-tell");
    }
}
