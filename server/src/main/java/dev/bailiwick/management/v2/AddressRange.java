package dev.bailiwick.management.v2;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Ranges of internet addresses as they are written, such as {@code 192.0.2.0/24} (RFC 4632 section 3.1, RFC 4291 section 2.3). */
final class AddressRange {

    /** What a name server would never be asked for. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Of an address of 45 characters and a length; a longer text would keep the pattern busy for minutes. */
    private static final int LONGEST = 49;

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final int BITS_OF_FOUR = 32;
    private static final int BITS_OF_SIX = 128;

    private AddressRange() {}

    /** Whether the text is one address, or a range of them. */
    static boolean isAny(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        int slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        int bits = address.indexOf(':') < 0 ? BITS_OF_FOUR : BITS_OF_SIX;
        return isAddress(address) && (slash < 0 || isLength(text.substring(slash + 1), bits));
    }

    private static boolean isLength(String text, int bits) {
        return LENGTH.matcher(text).matches() && Integer.parseInt(text) <= bits;
    }

    private static boolean isAddress(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(text).getAddress().length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
