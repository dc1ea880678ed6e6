package dev.bailiwick.connection.strategy;

import dev.bailiwick.network.AddressBlock;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses this server asks: public ones, at the ports of HTTPS, and those in networks that the operator names, at any port.
 * Addresses at which a cloud tells its machines who they are it asks never.
 *
 * @param networks those of the operator
 */
public record EgressRules(List<AddressBlock> networks) {

    /** For a server whose operator names no network. */
    public static final EgressRules PUBLIC = new EgressRules(List.of());

    private static final Set<Integer> PORTS = Set.of(443, 8443);

    /** What is not public of IPv4 (RFC 6890), be it private, reserved, for documentation or for many at once. */
    private static final List<AddressBlock> SPECIAL = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");

    /** All that is public of IPv6, but for what holds an address of IPv4 or is for documentation. */
    private static final AddressBlock GLOBAL = AddressBlock.of("2000::/3");

    private static final List<AddressBlock> SPECIAL_OF_GLOBAL =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** Where clouds tell their machines secrets. */
    private static final List<AddressBlock> METADATA = blocks(
            "169.254.0.0/16",
            "fe80::/10",
            "fd00:ec2::/32",
            "fd20:ce::/32",
            "fd00:c1::/32",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192");

    public EgressRules {
        networks = List.copyOf(networks);
    }

    /** Knows the addresses of hosts. */
    @FunctionalInterface
    public interface Resolver {

        /** As the machine does. */
        Resolver SYSTEM = InetAddress::getAllByName;

        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * Where a URL leads.
     *
     * @param addresses those of its host, all of which may be asked
     * @param isInside whether they are in the operator's networks
     */
    record Destination(List<InetAddress> addresses, boolean isInside) {}

    /** Where a URL leads, if it may be asked. */
    Destination destination(OutgoingUrl url, Resolver resolver) throws EgressException {
        List<InetAddress> addresses;
        try {
            addresses = List.of(resolver.resolve(url.host()));
        } catch (UnknownHostException e) {
            throw new EgressException(EgressFault.UNKNOWN_HOST);
        }
        boolean isInside = addresses.stream().allMatch(this::isInside);
        if (addresses.isEmpty() || (!isInside && !addresses.stream().allMatch(EgressRules::isPublic))) {
            throw new EgressException(EgressFault.FORBIDDEN);
        }
        if (!isInside && !url.isSecure()) {
            throw new EgressException(EgressFault.NOT_HTTPS);
        }
        if (!isInside && !PORTS.contains(url.port())) {
            throw new EgressException(EgressFault.BAD_PORT);
        }
        return new Destination(addresses, isInside);
    }

    /** Where a redirection leads. Nobody outside may send us into the operator's networks. */
    Destination redirected(Destination from, OutgoingUrl url, Resolver resolver) throws EgressException {
        var to = destination(url, resolver);
        if (to.isInside() && !from.isInside()) {
            throw new EgressException(EgressFault.FORBIDDEN);
        }
        return to;
    }

    private boolean isInside(InetAddress address) {
        return isIn(networks, address) && !isIn(METADATA, address);
    }

    private static boolean isPublic(InetAddress address) {
        if (isIn(METADATA, address)) {
            return false;
        }
        return address instanceof Inet4Address
                ? !isIn(SPECIAL, address)
                : GLOBAL.contains(address) && !isIn(SPECIAL_OF_GLOBAL, address);
    }

    private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::of).toList();
    }
}
