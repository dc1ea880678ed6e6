package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Of what a password has to be made. Lengths are in UTF-16 units, as JavaScript counts them.
 *
 * @param types those that count
 * @param neededTypes of how many of them there has to be a character
 * @param longestRun how often one character may stand in a row
 * @param refusesSequences whether three characters must not follow each other, such as abc or 321
 * @param mostBytes how long it may be in UTF-8
 */
record PasswordStrength(
        int minLength,
        List<CharacterType> types,
        int neededTypes,
        int longestRun,
        boolean refusesSequences,
        int mostBytes) {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Where Auth0 would cut, which we never do. */
    private static final int BCRYPT_BYTES = 72;

    /** The greatest length that a policy with a name may ask for. */
    private static final int LONGEST_ASKED = 128;

    private static final int USUAL_LENGTH = 8;
    private static final int PAIR = 2;
    private static final int THREE_OF_FOUR = 3;

    /** The kinds of characters, by Auth0's words for them. */
    enum CharacterType {
        LOWERCASE,
        UPPERCASE,
        NUMBER,
        SPECIAL;

        boolean isIn(String password) {
            return password.chars().anyMatch(this::holds);
        }

        private boolean holds(int character) {
            return switch (this) {
                case LOWERCASE -> character >= 'a' && character <= 'z';
                case UPPERCASE -> character >= 'A' && character <= 'Z';
                case NUMBER -> character >= '0' && character <= '9';
                case SPECIAL -> " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~".indexOf(character) >= 0;
            };
        }
    }

    /** One of the five policies that Auth0 has names for, with a length of its own where the connection has set one. */
    static PasswordStrength ofPolicy(JsonObject options) {
        var all = List.of(CharacterType.values());
        var fair = List.of(CharacterType.LOWERCASE, CharacterType.UPPERCASE, CharacterType.NUMBER);
        var policy = switch (options.text("/passwordPolicy").orElse("none")) {
            case "low" -> of(6, List.of(), 0, NO_LIMIT);
            case "fair" -> of(USUAL_LENGTH, fair, fair.size(), NO_LIMIT);
            case "good" -> of(USUAL_LENGTH, all, THREE_OF_FOUR, NO_LIMIT);
            case "excellent" -> of(10, all, THREE_OF_FOUR, PAIR);
            default -> of(1, List.of(), 0, NO_LIMIT);
        };
        return options.number("/password_complexity_options/min_length")
                .map(length ->
                        of(Math.clamp(length, 1, LONGEST_ASKED), policy.types, policy.neededTypes, policy.longestRun))
                .orElse(policy);
    }

    /** What the {@code complexity} of the newer {@code password_options} says. */
    static PasswordStrength ofComplexity(JsonObject complexity) {
        var given = complexity.texts("/character_types");
        var types = List.of(CharacterType.values()).stream()
                .filter(type -> given.stream().anyMatch(type.name()::equalsIgnoreCase))
                .toList();
        boolean isThreeOfFour =
                complexity.text("/character_type_rule").orElse("all").equals("three_of_four");
        return new PasswordStrength(
                Math.clamp(complexity.number("/min_length").orElse((long) USUAL_LENGTH), 1, BCRYPT_BYTES),
                types,
                isThreeOfFour ? Math.min(THREE_OF_FOUR, types.size()) : types.size(),
                isBlocked(complexity, "/identical_characters") ? PAIR : NO_LIMIT,
                isBlocked(complexity, "/sequential_characters"),
                complexity.text("/max_length_exceeded").orElse("").equals("error") ? BCRYPT_BYTES : NO_LIMIT);
    }

    boolean allows(String password) {
        return password.length() >= minLength
                && types.stream().filter(type -> type.isIn(password)).count() >= neededTypes
                && longestRun(password) <= longestRun
                && !(refusesSequences && hasSequence(password))
                && (mostBytes == NO_LIMIT || password.getBytes(StandardCharsets.UTF_8).length <= mostBytes);
    }

    private static PasswordStrength of(int minLength, List<CharacterType> types, int neededTypes, int longestRun) {
        return new PasswordStrength(minLength, types, neededTypes, longestRun, false, NO_LIMIT);
    }

    private static boolean isBlocked(JsonObject complexity, String pointer) {
        return complexity.text(pointer).orElse("").equals("block");
    }

    private static int longestRun(String password) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < password.length(); i++) {
            run = i > 0 && password.charAt(i) == password.charAt(i - 1) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean hasSequence(String password) {
        for (int i = 2; i < password.length(); i++) {
            int step = step(password, i);
            if (Math.abs(step) == 1 && step == step(password, i - 1)) {
                return true;
            }
        }
        return false;
    }

    /** From the character before to this one, in either case; 0 where not both are letters or digits. */
    private static int step(String password, int index) {
        int before = Character.toLowerCase(password.charAt(index - 1));
        int here = Character.toLowerCase(password.charAt(index));
        return Character.isLetterOrDigit(before) && Character.isLetterOrDigit(here) ? here - before : 0;
    }
}
