package dev.bailiwick.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds any of many secrets in a text, however it is written there. */
final class SecretSearch {

    private static final int KEY = 8;
    private static final int LONG = 60;

    /** By their first characters. */
    private final Map<String, List<String>> forms = new HashMap<>();

    SecretSearch(Collection<String> secrets) {
        secrets.stream()
                .flatMap(SecretSearch::forms)
                .distinct()
                .filter(form -> form.length() >= KEY)
                .forEach(form -> forms.computeIfAbsent(form.substring(0, KEY), _ -> new ArrayList<>())
                        .add(form));
    }

    /** The secret, or the part of one, that the text holds. */
    Optional<String> find(String text) {
        for (int at = 0; at + KEY <= text.length(); at++) {
            for (var form : forms.getOrDefault(text.substring(at, at + KEY), List.of())) {
                if (text.startsWith(form, at)) {
                    return Optional.of(form);
                }
            }
        }
        return Optional.empty();
    }

    /** As it is, escaped, in Base64 at whatever place in a longer text; a long one also by its middle third alone. */
    private static Stream<String> forms(String secret) {
        var parts = secret.length() < LONG
                ? List.of(secret)
                : List.of(secret, secret.substring(secret.length() / 3, 2 * secret.length() / 3));
        return parts.stream()
                .flatMap(part -> Stream.concat(
                        Stream.of(part, URLEncoder.encode(part, StandardCharsets.UTF_8)),
                        Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                                .flatMap(base64 -> Stream.of(0, 1, 2).map(shift -> encoded(base64, part, shift)))));
    }

    /** What does not depend on the bytes before and after. */
    private static String encoded(Base64.Encoder base64, String secret, int shift) {
        var text =
                base64.withoutPadding().encodeToString((" ".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8));
        int begin = shift == 0 ? 0 : shift + 1;
        int dependent = (shift + secret.getBytes(StandardCharsets.UTF_8).length) % 3 == 0 ? 0 : 1;
        return text.substring(begin, text.length() - dependent);
    }
}
