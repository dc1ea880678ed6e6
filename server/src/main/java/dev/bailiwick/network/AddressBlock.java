package dev.bailiwick.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Neighbouring addresses: those that begin with the same bits as the first. */
public record AddressBlock(InetAddress first, int bits) {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /**
     * Reads addresses and blocks ({@code 10.0.0.0/8}) between commas or spaces.
     *
     * @throws IllegalArgumentException with the entry that is none
     */
    public static List<AddressBlock> list(String text) {
        return SEPARATOR
                .splitAsStream(text.strip())
                .filter(entry -> !entry.isEmpty())
                .map(AddressBlock::of)
                .toList();
    }

    /**
     * Reads an address, which is a block of its own, or a block.
     *
     * @throws IllegalArgumentException with an entry that is none
     */
    public static AddressBlock of(String entry) {
        int slash = entry.indexOf('/');
        var first = literal(slash < 0 ? entry : entry.substring(0, slash)).orElseThrow(() -> none(entry));
        int all = first.getAddress().length * Byte.SIZE;
        if (slash < 0) {
            return new AddressBlock(first, all);
        }
        var digits = entry.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > all) {
            throw none(entry);
        }
        int bits = Integer.parseInt(digits);
        if (bits == 0) {
            throw new IllegalArgumentException("names everybody with " + entry);
        }
        return new AddressBlock(first, bits);
    }

    /** An address that is written out. Never looks a name up. */
    public static Optional<InetAddress> literal(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the address is one of them. */
    public boolean contains(InetAddress address) {
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

    private static IllegalArgumentException none(String entry) {
        return new IllegalArgumentException("holds " + entry + ", which is no address and no block as 10.0.0.0/8");
    }
}
