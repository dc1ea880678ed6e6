package dev.bailiwick.management.v1;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The {@code _id} of users, by which they can be asked for as well as by their {@code user_id}: the number of their creation in hex. */
final class UserIds {

    private static final Pattern ID = Pattern.compile("0{16}([0-7][0-9a-f]{15})");
    private static final int HEX = 16;

    private UserIds() {}

    static String of(long number) {
        return "%032x".formatted(number);
    }

    /** The number of an id; empty where the text is none. */
    static OptionalLong number(String id) {
        var digits = ID.matcher(id);
        return digits.matches() ? OptionalLong.of(Long.parseLong(digits.group(1), HEX)) : OptionalLong.empty();
    }
}
