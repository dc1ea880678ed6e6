package dev.bailiwick.connection.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.connection.strategy.FederationMetadata.UnreadableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederationMetadataTest {

    private static final String NO_XML = "is no well-formed XML without a DTD";

    /** The thumbprints are those that OpenSSL tells. */
    @Test
    void tellsEachCertificateForSignaturesInItsPlaceAndAsOftenAsItStandsThere()
            throws IOException, UnreadableException {
        var metadata = FederationMetadata.read(Samples.bytes("federation-metadata.xml"));

        assertThat(metadata.thumbprints())
                .containsExactlyElementsOf(
                        Samples.text("federation-metadata.thumbprints").lines().toList());
        assertThat(metadata.signInEndpoint()).contains("https://adfs.fabrikam.test/adfs/ls/");
    }

    @Test
    @DisplayName("XXE: no document with a DTD is read, and nothing that one names is fetched")
    void refusesADtd() throws IOException {
        var server = FakeServer.at("127.0.0.1", FakeServer.ok("Content-Type: text/xml", "<!ENTITY e 'x'>"));
        try (server) {
            var there = "http://127.0.0.1:" + server.port() + "/";
            for (var dtd : new String[] {
                "<!DOCTYPE EntityDescriptor>",
                "<!DOCTYPE EntityDescriptor SYSTEM \"" + there + "\">",
                "<!DOCTYPE EntityDescriptor [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE EntityDescriptor [<!ENTITY % e SYSTEM \"" + there + "\"> %e;]>",
                "<!DOCTYPE EntityDescriptor [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
            }) {
                assertThat(refusal(Samples.text("federation-metadata.xml")
                                .replace("<EntityDescriptor ", dtd + "<EntityDescriptor ")))
                        .as(dtd)
                        .isEqualTo(NO_XML);
            }
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void fetchesNoSchemaAndIncludesNothing() throws IOException, UnreadableException {
        try (var server = FakeServer.at("127.0.0.1", FakeServer.ok("Content-Type: text/xml", "<a/>"))) {
            var there = "http://127.0.0.1:" + server.port() + "/";
            var metadata = Samples.text("federation-metadata.xml")
                    .replace(
                            "ID=\"_1\"",
                            "xmlns:s=\"http://www.w3.org/2001/XMLSchema-instance\" s:schemaLocation=\"urn:x " + there
                                    + "\"")
                    .replace(
                            "<fed:TargetScopes/>",
                            "<x:include xmlns:x=\"http://www.w3.org/2001/XInclude\" href=\"" + there + "\"/>");

            assertThat(FederationMetadata.read(metadata.getBytes(StandardCharsets.UTF_8))
                            .thumbprints())
                    .isNotEmpty();
            assertThat(server.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "{}",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a>&e;</a>",
                "<a b='1' b='2'/>",
                "<?xml version='1.0' encoding='none'?><a/>"
            })
    void refusesWhatIsNoXml(String text) {
        assertThat(refusal(text)).isIn(NO_XML, "is in no encoding that is read");
    }

    @Test
    void refusesOtherDocuments() throws IOException {
        assertThat(refusal("<a/>")).isEqualTo("does not describe one server");
        assertThat(refusal("<EntitiesDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>"))
                .isEqualTo("does not describe one server");
        assertThat(refusal("<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>"))
                .isEqualTo("names no certificate for signatures, or too many");
        assertThat(refusal(Samples.text("federation-metadata.xml")
                        .replaceAll("<X509Certificate>[^<]*", "<X509Certificate>AAAA")))
                .isEqualTo("holds a certificate that cannot be read");
        assertThat(refusal("<a>".repeat(200) + "</a>".repeat(200))).isEqualTo(NO_XML);
    }

    @Test
    @DisplayName("keys within keys: what is too much is not read to its end")
    void readsNoMoreCertificatesThanItTakes() throws IOException {
        var metadata = Samples.text("federation-metadata.xml");
        var certificate = metadata.replaceAll("(?s).*?(<X509Certificate>[^<]*</X509Certificate>).*", "$1");
        var data = certificate.replace(
                "<X509Certificate>", "<X509Certificate xmlns=\"http://www.w3.org/2000/09/xmldsig#\">");
        var unread = data.replaceAll(">[^<]+<", ">AAAA<");

        assertThat(refusal("<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
                        + "<KeyDescriptor>".repeat(50) + data.repeat(3) + unread + "</KeyDescriptor>".repeat(50)
                        + "</EntityDescriptor>"))
                .isEqualTo("holds a certificate that cannot be read");
        assertThat(refusal("<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\">"
                        + "<KeyDescriptor>".repeat(50) + data.repeat(3) + "</KeyDescriptor>".repeat(50)
                        + "<KeyDescriptor>" + unread + "</KeyDescriptor></EntityDescriptor>"))
                .isEqualTo("names no certificate for signatures, or too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/adfs/ls", "https:", "ldap://adfs.fabrikam.test/", "https://a b/"})
    void sendsBrowsersOnlyToPlacesOfTheWeb(String place) throws IOException, UnreadableException {
        var metadata = Samples.text("federation-metadata.xml")
                .replace("https://adfs.fabrikam.test/adfs/ls/", place)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(FederationMetadata.read(metadata).signInEndpoint()).isEmpty();
    }

    private static String refusal(String document) {
        return catchThrowableOfType(
                        UnreadableException.class,
                        () -> FederationMetadata.read(document.getBytes(StandardCharsets.UTF_8)))
                .reason();
    }
}
