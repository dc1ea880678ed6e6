package dev.bailiwick.user;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The passwords that everybody tries first: 30,000 that zxcvbn has by how often they are used, but for rows of digits and repeats,
 * and those from the resource {@code user/common-passwords.txt}.
 */
final class CommonPasswords {

    private static final Map<String, Integer> PLACES = read();

    private CommonPasswords() {}

    /** Whether the password, in lower case, is one of the first so many of either list. */
    static boolean has(String password, int most) {
        return PLACES.getOrDefault(password, Integer.MAX_VALUE) < most;
    }

    private static Map<String, Integer> read() {
        try (var list = Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream("/user/common-passwords.txt"), "common-passwords.txt")) {
            var places = new HashMap<String, Integer>();
            put(new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), places);
            put(StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies(), places);
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Collection<String> passwords, Map<String, Integer> places) {
        int place = 0;
        for (var password : passwords) {
            places.merge(password, place++, Math::min);
        }
    }
}
