package dev.bailiwick.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies whose word about their own clients counts. What a proxy adds to a header stands at its right end, and what
 * stands left of it is hearsay.
 *
 * @param blocks the addresses that they have
 */
public record TrustedProxies(List<Block> blocks) {

    /** No proxy at all. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /** Neighbouring addresses: those that begin with the same bits as the first. */
    public record Block(InetAddress first, int bits) {

        boolean contains(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] theirs = address.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int mask = -(1 << (Byte.SIZE - bits % Byte.SIZE));
            return Arrays.equals(mine, 0, whole, theirs, 0, whole)
                    && (bits % Byte.SIZE == 0 || ((mine[whole] ^ theirs[whole]) & mask & 0xFF) == 0);
        }
    }

    /**
     * Reads addresses and blocks ({@code 10.0.0.0/8}) between commas or spaces.
     *
     * @throws IllegalArgumentException with the entry that is none
     */
    public static TrustedProxies parse(String list) {
        return new TrustedProxies(SEPARATOR
                .splitAsStream(list.strip())
                .filter(entry -> !entry.isEmpty())
                .map(TrustedProxies::block)
                .toList());
    }

    boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /**
     * Who asked the outermost trusted proxy: the right-most address that is no trusted proxy's own. Empty when what stands
     * there is no address.
     *
     * @param peer a trusted proxy
     * @param forwardedFor the values of {@code X-Forwarded-For} in their order
     */
    Optional<InetAddress> clientBehind(InetAddress peer, List<String> forwardedFor) {
        var client = peer;
        var chain = SEPARATOR
                .splitAsStream(String.join(",", forwardedFor).strip())
                .filter(hop -> !hop.isEmpty())
                .toList()
                .reversed();
        for (var hop : chain) {
            var address = address(hop);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            client = address.get();
            if (!contains(client)) {
                break;
            }
        }
        return Optional.of(client);
    }

    private static Block block(String entry) {
        int slash = entry.indexOf('/');
        var first = literal(slash < 0 ? entry : entry.substring(0, slash)).orElseThrow(() -> none(entry));
        int all = first.getAddress().length * Byte.SIZE;
        if (slash < 0) {
            return new Block(first, all);
        }
        var digits = entry.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > all) {
            throw none(entry);
        }
        int bits = Integer.parseInt(digits);
        if (bits == 0) {
            throw new IllegalArgumentException("names everybody with " + entry);
        }
        return new Block(first, bits);
    }

    private static IllegalArgumentException none(String entry) {
        return new IllegalArgumentException("holds " + entry + ", which is no address and no block as 10.0.0.0/8");
    }

    /** An address as proxies write it, some with the port. */
    private static Optional<InetAddress> address(String hop) {
        var withPort = WITH_PORT.matcher(hop);
        if (!withPort.matches()) {
            return literal(hop);
        }
        var host = withPort.group(1);
        return literal(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    /** Never looks a name up. */
    private static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
