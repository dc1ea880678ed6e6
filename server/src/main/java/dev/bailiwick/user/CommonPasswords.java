package dev.bailiwick.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords that everybody tries first, from the resource {@code user/common-passwords.txt}. */
final class CommonPasswords {

    private static final Set<String> LIST = read();

    private CommonPasswords() {}

    /** Whether the password, in lower case, is one of them. */
    static boolean has(String password) {
        return LIST.contains(password);
    }

    private static Set<String> read() {
        try (var list = Objects.requireNonNull(
                CommonPasswords.class.getResourceAsStream("/user/common-passwords.txt"), "common-passwords.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
