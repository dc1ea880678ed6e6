package dev.bailiwick.certificate;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names of a server, written so that equal names are equal texts.
 *
 * @param dns in lower case, internationalized ones in ASCII
 * @param ip addresses as {@link InetAddress#getHostAddress} writes them
 */
record HostNames(SortedSet<String> dns, SortedSet<String> ip) {

    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "::1");

    /** The given names and this machine's own. */
    static HostNames of(Set<String> hosts) {
        var names = new HostNames(new TreeSet<>(), new TreeSet<>());
        OWN.forEach(names::add);
        hosts.forEach(names::add);
        return names;
    }

    /** All names on one line. */
    String text() {
        return String.join(" ", dns) + " " + String.join(" ", ip);
    }

    private void add(String host) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            ip.add(InetAddress.ofLiteral(bare).getHostAddress());
        } catch (IllegalArgumentException e) {
            // Loading the tables of IDN takes a tenth of a second, and hardly a name needs them.
            boolean ascii = bare.chars().allMatch(c -> c < 0x80);
            dns.add((ascii ? bare : IDN.toASCII(bare)).toLowerCase(Locale.ROOT));
        }
    }
}
