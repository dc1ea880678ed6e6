package dev.bailiwick.connection.strategy;

import dev.bailiwick.network.AddressBlock;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A URL that may be fetched as far as its text goes. Where its host leads is another question: see {@link EgressRules}.
 *
 * @param host in lower case, an address of IPv6 without brackets
 */
record OutgoingUrl(URI uri, String host, int port, boolean isSecure) {

    private static final int LONGEST = 2_048;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern OCTETS = Pattern.compile("((0|[1-9][0-9]{0,2})\\.){3}(0|[1-9][0-9]{0,2})");

    /** Whoever reads addresses as C does takes a host for one whose last label is a number, in any of its forms. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    static OutgoingUrl of(String text) throws EgressException {
        if (text.length() > LONGEST) {
            throw new EgressException(EgressFault.BAD_URL);
        }
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            throw new EgressException(EgressFault.BAD_URL);
        }
    }

    /** Where a redirection leads. */
    OutgoingUrl resolved(String location) throws EgressException {
        try {
            return of(uri.resolve(new URI(location)).toString());
        } catch (URISyntaxException e) {
            throw new EgressException(EgressFault.BAD_URL);
        }
    }

    private static OutgoingUrl of(URI uri) throws EgressException {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        var host = uri.getHost();
        boolean isSecure = scheme.equals("https");
        if ((!isSecure && !scheme.equals("http"))
                || host == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || !isHost(host)) {
            throw new EgressException(EgressFault.BAD_URL);
        }
        int standard = isSecure ? HTTPS_PORT : HTTP_PORT;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        if (port == 0 || port > HIGHEST_PORT) {
            throw new EgressException(EgressFault.BAD_URL);
        }
        return new OutgoingUrl(uri, bare(host.toLowerCase(Locale.ROOT)), port, isSecure);
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return AddressBlock.literal(bare(host)).isPresent(); // without a zone
        }
        return !ENDS_IN_NUMBER.matcher(host).matches() || OCTETS.matcher(host).matches();
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
