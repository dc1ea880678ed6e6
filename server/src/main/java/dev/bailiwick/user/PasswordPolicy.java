package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.PasswordFault;
import dev.bailiwick.search.LowerCase;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a connection asks of the passwords of its users.
 *
 * @param common how many of the well-known passwords may not be taken
 * @param words which others may not, in lower case
 * @param fields JSON pointers into the profile, to texts that may not be in a password
 * @param remembered how many passwords of a user, the present one among them, may not be taken again
 */
record PasswordPolicy(PasswordStrength strength, int common, Set<String> words, List<String> fields, int remembered) {

    private static final String EMAIL = "/email";
    private static final List<String> PERSONAL = List.of(
            "/name",
            "/username",
            "/nickname",
            "/user_metadata/name",
            "/user_metadata/first",
            "/user_metadata/last",
            EMAIL);
    private static final long USUALLY_REMEMBERED = 5;

    /** Each is hashed anew for every password that is set. */
    private static final int MOST_REMEMBERED = 24;

    /** How many passwords Auth0's dictionaries have; what is kept of the larger is 30,000. */
    private static final int FEWER = 10_000;

    private static final int MORE = 100_000;

    /** A shorter part of a name is in too many words. */
    private static final int SHORTEST_PART = 3;

    private static final int LONGEST_PART = 320;
    private static final int MOST_PARTS = 100;

    /** The policy of a connection with these options. */
    static PasswordPolicy of(JsonObject options) {
        return options.object("password_options")
                .map(PasswordPolicy::flexible)
                .orElseGet(() -> new PasswordPolicy(
                        PasswordStrength.ofPolicy(options),
                        isOn(options, "/password_dictionary/enable") ? FEWER : 0,
                        lower(options.texts("/password_dictionary/dictionary")),
                        isOn(options, "/password_no_personal_info/enable") ? PERSONAL : List.of(),
                        remembered(options, "/password_history/enable", "/password_history/size", 0)));
    }

    /** Auth0's newer form, which stands in the place of the others. */
    private static PasswordPolicy flexible(JsonObject options) {
        var blocked = options.texts("/profile_data/blocked_fields").stream()
                .map(field -> "/" + field.replace("~", "~0").replace("/", "~1").replace('.', '/'))
                .toList();
        return new PasswordPolicy(
                PasswordStrength.ofComplexity(options.object("complexity").orElse(JsonObject.ofWritten("{}"))),
                !isOn(options, "/dictionary/active") ? 0 : isLarge(options) ? MORE : FEWER,
                lower(options.texts("/dictionary/custom")),
                !isOn(options, "/profile_data/active") ? List.of() : blocked.isEmpty() ? PERSONAL : blocked,
                remembered(options, "/history/active", "/history/size", 1));
    }

    /** Refuses with {@link Problem.PasswordRefused} a password that the user of the profile may not have. */
    void require(String password, JsonObject profile) {
        if (!strength.allows(password)) {
            throw refused(PasswordFault.WEAK);
        }
        var lower = LowerCase.of(password);
        if (common > 0 && (words.contains(lower) || CommonPasswords.has(lower, common))) {
            throw refused(PasswordFault.COMMON);
        }
        if (fields.stream().flatMap(field -> parts(profile, field)).anyMatch(lower::contains)) {
            throw refused(PasswordFault.PERSONAL);
        }
    }

    static RuntimeException refused(PasswordFault fault) {
        return new Problem.PasswordRefused(fault).asException();
    }

    /** The text there and its first words, if they are not longer than names are; of an address what is before the {@code @}. */
    private static Stream<String> parts(JsonObject profile, String field) {
        var text = LowerCase.of(profile.text(field).orElse(""));
        var told = field.equals(EMAIL) ? text.split("@", 2)[0] : text;
        return Stream.concat(Stream.of(told), Stream.of(told.split("[^\\p{L}\\p{N}]+")))
                .filter(part -> part.length() >= SHORTEST_PART && part.length() <= LONGEST_PART)
                .limit(MOST_PARTS);
    }

    private static boolean isLarge(JsonObject options) {
        return options.text("/dictionary/default").filter("en_100k"::equals).isPresent();
    }

    private static boolean isOn(JsonObject options, String pointer) {
        return options.flag(pointer).orElse(false);
    }

    private static int remembered(JsonObject options, String enable, String size, int least) {
        return isOn(options, enable)
                ? Math.clamp(options.number(size).orElse(USUALLY_REMEMBERED), least, MOST_REMEMBERED)
                : 0;
    }

    private static Set<String> lower(List<String> texts) {
        return texts.stream().map(LowerCase::of).collect(Collectors.toSet());
    }
}
