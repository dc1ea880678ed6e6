package dev.bailiwick.web;

import dev.bailiwick.network.AddressBlock;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies whose word about their own clients counts. What a proxy adds to a header stands at its right end, and what
 * stands left of it is hearsay.
 *
 * @param blocks the addresses that they have
 */
public record TrustedProxies(List<AddressBlock> blocks) {

    /** No proxy at all. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern WITH_PORT = Pattern.compile("([0-9.]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?");

    public TrustedProxies {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads addresses and blocks ({@code 10.0.0.0/8}) between commas or spaces.
     *
     * @throws IllegalArgumentException with the entry that is none
     */
    public static TrustedProxies parse(String list) {
        return new TrustedProxies(AddressBlock.list(list));
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

    /** An address as proxies write it, some with the port. */
    private static Optional<InetAddress> address(String hop) {
        var withPort = WITH_PORT.matcher(hop);
        if (!withPort.matches()) {
            return AddressBlock.literal(hop);
        }
        var host = withPort.group(1);
        return AddressBlock.literal(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }
}
