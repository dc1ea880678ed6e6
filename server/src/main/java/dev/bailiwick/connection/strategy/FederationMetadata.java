package dev.bailiwick.connection.strategy;

import dev.bailiwick.certificate.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * What a server of WS-Federation tells of itself (WS-Federation 1.2 section 3.1). Documents with a DTD are not read, and nothing that a
 * document names is fetched.
 *
 * @param thumbprints SHA-1 of each certificate with which it signs, in lower-case hex, in the document's order and as often as it stands
 *     there
 * @param signInEndpoint where browsers are sent to log in
 */
public record FederationMetadata(List<String> thumbprints, Optional<String> signInEndpoint) {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:metadata";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final String FEDERATION = "http://docs.oasis-open.org/wsfed/federation/200706";
    private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
    private static final String NO_DTD = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String DEEPEST = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";
    private static final String LEVELS = "100";
    private static final int MOST_CERTIFICATES = 100;
    private static final int MOST_ENDPOINTS = 100;

    public FederationMetadata {
        thumbprints = List.copyOf(thumbprints);
    }

    /** What was to be metadata and is none; the reason is a half sentence that follows the name of the document. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    static FederationMetadata read(byte[] document) throws UnreadableException {
        var root = parsed(document);
        if (!SAML.equals(root.getNamespaceURI()) || !"EntityDescriptor".equals(root.getLocalName())) {
            throw new UnreadableException("does not describe one server");
        }
        var thumbprints = new ArrayList<String>();
        for (var key : elements(root.getElementsByTagNameNS(SAML, "KeyDescriptor"))) {
            if (!key.hasAttribute("use") || key.getAttribute("use").equals("signing")) {
                for (var certificate : elements(key.getElementsByTagNameNS(SIGNATURE, "X509Certificate"))) {
                    if (thumbprints.size() == MOST_CERTIFICATES) { // before it is read: keys may hold keys
                        throw unsigned();
                    }
                    thumbprints.add(thumbprint(certificate.getTextContent()));
                }
            }
        }
        if (thumbprints.isEmpty()) {
            throw unsigned();
        }
        return new FederationMetadata(thumbprints, signInEndpoint(root));
    }

    private static UnreadableException unsigned() {
        return new UnreadableException("names no certificate for signatures, or too many");
    }

    /** The first there is among so many: endpoints may hold endpoints. */
    private static Optional<String> signInEndpoint(Element root) {
        return elements(root.getElementsByTagNameNS(FEDERATION, "PassiveRequestorEndpoint")).stream()
                .limit(MOST_ENDPOINTS)
                .flatMap(endpoint -> elements(endpoint.getElementsByTagNameNS(ADDRESSING, "Address")).stream())
                .limit(MOST_ENDPOINTS)
                .map(address -> address.getTextContent().strip())
                .filter(FederationMetadata::isAddress)
                .findFirst();
    }

    /** Whether browsers can be sent there. */
    private static boolean isAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String thumbprint(String base64) throws UnreadableException {
        try {
            var encoded = Base64.getMimeDecoder().decode(base64);
            var certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return HexFormat.of().formatHex(Pem.thumbprint((X509Certificate) certificate));
        } catch (IllegalArgumentException | CertificateException e) {
            throw new UnreadableException("holds a certificate that cannot be read");
        }
    }

    private static Element parsed(byte[] document) throws UnreadableException {
        try {
            return parser().parse(new ByteArrayInputStream(document)).getDocumentElement();
        } catch (SAXException e) {
            throw new UnreadableException("is no well-formed XML without a DTD");
        } catch (IOException e) {
            throw new UnreadableException("is in no encoding that is read");
        }
    }

    private static DocumentBuilder parser() {
        var factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DTD, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute(DEEPEST, LEVELS);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            var parser = factory.newDocumentBuilder();
            parser.setErrorHandler(new Refusing());
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser does as it is told", e);
        }
    }

    private static List<Element> elements(NodeList nodes) {
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The parser's own prints what is wrong. */
    private static final class Refusing implements ErrorHandler {

        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
