package dev.bailiwick.connection.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.network.AddressBlock;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyOptionsTest {

    private static final Tenant TENANT = new Tenant(new TenantId("acme"), "acme", "acme.example.test");
    private static final String THUMBPRINT = "9b250aad7e4950604072ffaa60cde7795f23b52a";

    private final Egress egress = Egress.by(new EgressRules(AddressBlock.list("127.0.0.2")));
    private final StrategyOptions options = new StrategyOptions(egress);

    @AfterEach
    void close() {
        egress.close();
    }

    /** The file tells where its facts come from. */
    @ParameterizedTest
    @ValueSource(strings = {"google-apps", "google-oauth2", "windowslive"})
    void asksForTheScopesOfItsFlags(String strategy) throws IOException {
        var golden =
                JsonObject.parse(Samples.bytes("scopes.json")).object(strategy).orElseThrow();

        for (var flag : golden.names()) {
            var scope = golden.text("/" + flag).orElseThrow();
            assertThat(scopes(strategy, "{\"" + flag + "\":true}")).as(flag).contains(scope);
            assertThat(scopes(strategy, "{\"" + flag + "\":false,\"scope\":[\"" + scope + "\"]}"))
                    .as(flag)
                    .doesNotContain(scope);
        }
        var all = golden.names().stream().map(flag -> "\"" + flag + "\":true").toList();
        assertThat(scopes(strategy, "{" + String.join(",", all.reversed()) + "}"))
                .containsExactlyElementsOf(golden.names().stream()
                        .map(flag -> golden.text("/" + flag).orElseThrow())
                        .toList());
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        var given = JsonObject.ofWritten("{\"zeta\":1.10,\"email\":true,\"scope\":[\"urn:mine\"],\"x\":{\"y\":null}}");

        assertThat(options.completed(TENANT, "google-oauth2", given).toString())
                .isEqualTo(
                        "{\"zeta\":1.10,\"email\":true,\"scope\":[\"https://www.googleapis.com/auth/userinfo.email\","
                                + "\"urn:mine\"],\"x\":{\"y\":null}}");
        assertThat(options.completed(TENANT, "samlp", given)).isEqualTo(given);
    }

    @Test
    void knowsTheAccountsOfGoogleAppsByTheirAddress() {
        assertThat(options.completed(
                                TENANT,
                                "google-apps",
                                JsonObject.ofWritten("{\"tenant_domain\":\"company.test\",\"ext_groups\":true}"))
                        .toString())
                .contains(
                        "\"ext_groups\":true",
                        "\"email\":true",
                        "\"profile\":true",
                        "\"scope\":[\"https://www.googleapis.com/auth/userinfo.email\","
                                + "\"https://www.googleapis.com/auth/userinfo.profile\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "company",
                "a b.test",
                "-a.test",
                "a..test",
                "https://company.test",
                "company.test/",
                "127.0.0.1",
                "a@company.test"
            })
    void refusesADomainThatIsNone(String domain) {
        assertThat(refusal("google-apps", "{\"tenant_domain\":\"" + domain + "\"}"))
                .isEqualTo(new Problem.NotAllowed(domain + " is not a valid google apps domain"));
    }

    @Test
    void refusesOptionsOfGoogleAppsWithoutADomain() {
        assertThat(refusal("google-apps", "{}"))
                .isEqualTo(new Problem.NotAllowed("undefined is not a valid google apps domain"));
    }

    @Test
    void completesOffice365ByTheTenantsDomain() {
        assertThat(options.completed(TENANT, "office365", JsonObject.ofWritten("{\"basic_profile\":true}")))
                .hasToString("{\"basic_profile\":true,\"app_domain\":\"acme.example.test\",\"thumbprints\":[]}");
        assertThat(options.completed(
                        TENANT, "office365", JsonObject.ofWritten("{\"app_domain\":\"x\",\"thumbprints\":[\"t\"]}")))
                .hasToString("{\"app_domain\":\"x\",\"thumbprints\":[\"t\"]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "google-oauth2|{\"email\":\"yes\"}|/options/email|must be true or false",
                "office365|{\"ext_groups\":1}|/options/ext_groups|must be true or false",
                "windowslive|{\"scope\":\"wl.basic\"}|/options/scope|must be an array",
                "adfs|{\"adfs_server\":1}|/options/adfs_server|must be a string",
                "adfs|{\"signInEndpoint\":[]}|/options/signInEndpoint|must be a string",
                "adfs|{\"signInEndpoint\":\"javascript:alert(1)\"}|/options/signInEndpoint|must be a URL of http or https",
                "adfs|{\"thumbprints\":\"a\"}|/options/thumbprints|must be an array of digests in hexadecimal",
                "adfs|{\"thumbprints\":[1]}|/options/thumbprints|must be an array of digests in hexadecimal",
                "adfs|{\"thumbprints\":[\"1g\"]}|/options/thumbprints|must be an array of digests in hexadecimal",
                "adfs|{\"adfs_server\":\"a\",\"fedMetadataXml\":\"<a/>\"}|/options/fedMetadataXml|cannot be set together with adfs_server",
                "adfs|{\"fedMetadataXml\":\"<a/>\"}|/options/fedMetadataXml|does not describe one server",
                "adfs|{\"fedMetadataXml\":\"<!DOCTYPE a><a/>\"}|/options/fedMetadataXml|is no well-formed XML without a DTD"
            })
    void refusesWhatCannotBe(String strategy, String given, String place, String rule) {
        assertThat(refusal(strategy, given)).isEqualTo(new Problem.Invalid(Part.BODY, place, rule));
    }

    @Test
    void readsMetadataThatComeWithTheOptions() throws IOException {
        var metadata = Samples.text("federation-metadata.xml");

        var completed = options.completed(
                TENANT, "adfs", JsonObject.of(Map.of("fedMetadataXml", metadata, "metadata_error", "x")));

        assertThat(completed.texts("/thumbprints")).isEqualTo(thumbprints());
        assertThat(completed.text("/signInEndpoint")).contains("https://adfs.fabrikam.test/adfs/ls/");
        assertThat(completed.text("/fedMetadataXml")).contains(metadata);
        assertThat(completed.has("metadata_error")).isFalse();
    }

    @Test
    void fetchesMetadataFromTheServer() throws IOException {
        var reply = FakeServer.ok("Content-Type: text/xml", Samples.text("federation-metadata.xml"));
        try (var server = FakeServer.at("127.0.0.2", reply)) {
            var completed = adfs("{\"adfs_server\":\"http://127.0.0.2:" + server.port() + "\",\"thumbprints\":[\""
                    + THUMBPRINT + "\"]}");

            assertThat(completed.texts("/thumbprints")).isEqualTo(thumbprints());
            assertThat(completed.text("/signInEndpoint")).contains("https://adfs.fabrikam.test/adfs/ls/");
            assertThat(server.asked())
                    .singleElement()
                    .asString()
                    .startsWith("GET /FederationMetadata/2007-06/FederationMetadata.xml HTTP");
        }
    }

    @Test
    void tellsWhyNothingCouldBeLearntFromTheServer() {
        var forbidden = adfs("{\"adfs_server\":\"127.0.0.1\"}");
        assertThat(forbidden.texts("/thumbprints")).isEmpty();
        assertThat(forbidden.text("/metadata_error"))
                .contains("The address of the federation metadata leads to an address that is not asked.");
        assertThat(adfs("{\"adfs_server\":\"http://a@b.test/\",\"thumbprints\":[\"" + THUMBPRINT + "\"]}")
                        .texts("/thumbprints"))
                .as("the given ones stay")
                .containsExactly(THUMBPRINT);

        try (var server =
                FakeServer.at("127.0.0.2", FakeServer.ok("Content-Type: text/xml", "<secret>s3cret</secret>"))) {
            var unread = adfs("{\"adfs_server\":\"http://127.0.0.2:" + server.port() + "/\"}");
            assertThat(unread.text("/metadata_error"))
                    .contains("The document of the federation metadata does not describe one server.");
            assertThat(unread.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void keepsWhatTheSameServerToldWhenItIsSilent() {
        var present = JsonObject.ofWritten("{\"adfs_server\":\"127.0.0.1\",\"thumbprints\":[\"" + THUMBPRINT
                + "\"],\"signInEndpoint\":\"https://idp.test/ls\",\"old\":1}");

        var silent = changed("{\"adfs_server\":\"127.0.0.1\"}", present);
        assertThat(silent.has("metadata_error")).isTrue();
        assertThat(silent.texts("/thumbprints")).containsExactly(THUMBPRINT);
        assertThat(silent.text("/signInEndpoint")).contains("https://idp.test/ls");
        assertThat(silent.has("old")).isFalse();
        assertThat(changed("{\"adfs_server\":\"127.0.0.1\",\"thumbprints\":[\"ab\"]}", present)
                        .texts("/thumbprints"))
                .as("the given ones go before")
                .containsExactly("ab");
        var other = changed("{\"adfs_server\":\"127.0.0.2\"}", present);
        assertThat(other.texts("/thumbprints")).as("another server's").isEmpty();
        assertThat(other.has("signInEndpoint")).isFalse();
        assertThat(changed("{\"adfs_server\":\"127.0.0.1\"}", JsonObject.of(Map.of("adfs_server", "127.0.0.1")))
                        .texts("/thumbprints"))
                .isEmpty();
    }

    @Test
    void takesAServerWithoutMetadata() {
        assertThat(adfs("{\"signInEndpoint\":\"https://idp.test/ls\",\"thumbprints\":[\"" + THUMBPRINT + "\"]}"))
                .hasToString("{\"signInEndpoint\":\"https://idp.test/ls\",\"thumbprints\":[\"" + THUMBPRINT + "\"]}");
        assertThat(adfs("{}")).hasToString("{\"thumbprints\":[]}");
    }

    @ParameterizedTest
    @CsvSource({
        "adfs.test,https://adfs.test/FederationMetadata/2007-06/FederationMetadata.xml",
        "adfs.test/,https://adfs.test/FederationMetadata/2007-06/FederationMetadata.xml",
        "adfs.test:444,https://adfs.test:444/FederationMetadata/2007-06/FederationMetadata.xml",
        "adfs.test/a/b.xml,https://adfs.test/a/b.xml",
        "https://adfs.test,https://adfs.test/FederationMetadata/2007-06/FederationMetadata.xml",
        "HTTPS://adfs.test/m.xml?a=b,HTTPS://adfs.test/m.xml?a=b",
        "file:///etc/passwd,file:///etc/passwd"
    })
    void knowsWhereAServerHasItsMetadata(String server, String url) {
        assertThat(Federation.metadataOf(server)).isEqualTo(url);
    }

    private JsonObject changed(String given, JsonObject present) {
        return options.changed(TENANT, "adfs", JsonObject.ofWritten(given), present);
    }

    private JsonObject adfs(String given) {
        return options.completed(TENANT, "adfs", JsonObject.ofWritten(given));
    }

    private List<String> scopes(String strategy, String flags) {
        var domain = JsonObject.ofWritten("{\"tenant_domain\":\"company.test\"}");
        return options.completed(TENANT, strategy, JsonObject.ofWritten(flags).orElse(domain))
                .texts("/scope");
    }

    private Problem refusal(String strategy, String given) {
        return catchThrowableOfType(
                        ProblemException.class, () -> options.completed(TENANT, strategy, JsonObject.ofWritten(given)))
                .problem();
    }

    private static List<String> thumbprints() throws IOException {
        return Samples.text("federation-metadata.thumbprints").lines().toList();
    }
}
