package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.PasswordFault;
import dev.bailiwick.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordPolicyTest {

    private static final JsonObject ANN = JsonObject.ofWritten("""
            {"name":"Ann O'Hara","nickname":"annie","email":"a.hara77@example.test",
            "user_metadata":{"first":"Anneliese","pet":"Rex"}}""");

    /** As Auth0 describes its five policies. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "none x true",
                "low abcde false",
                "low abcdef true",
                "fair abcdefgh false",
                "fair Abcdefg1 true",
                "fair Abcde1 false",
                "good Abcdefgh false",
                "good Abcdefg1 true",
                "good Abcdefg! true",
                "good Abcde1! false",
                "excellent Abcdefgh1 false",
                "excellent Abcdefghi1 true",
                "excellent Abcdefggi1 true",
                "excellent Abcdefgggi1 false"
            })
    void asksForWhatThePolicyOfTheNameDoes(String policy, String password, boolean isAllowed) {
        assertThat(fault("{'passwordPolicy':'" + policy + "'}", password))
                .isEqualTo(isAllowed ? Optional.empty() : Optional.of(PasswordFault.WEAK));
    }

    @Test
    void takesAnythingThatIsNotEmptyWhereNobodyAsks() {
        assertThat(fault("{}", "x")).isEmpty();
        assertThat(fault("{}", "")).contains(PasswordFault.WEAK);
    }

    @Test
    void asksForTheLengthThatTheConnectionHasSet() {
        var options = "{'passwordPolicy':'low','password_complexity_options':{'min_length':12}}";

        assertThat(fault(options, "abcdefghijk")).contains(PasswordFault.WEAK);
        assertThat(fault(options, "abcdefghijkl")).isEmpty();
    }

    @Test
    void refusesWhatIsInTheDictionariesInWhateverCase() {
        var options = "{'password_dictionary':{'enable':true,'dictionary':['ACMEisGreat']}}";

        assertThat(fault(options, "LetMeIn")).contains(PasswordFault.COMMON);
        assertThat(fault(options, "acmeISgreat")).contains(PasswordFault.COMMON);
        assertThat(fault(options, "acmeISgreat!")).isEmpty();
        assertThat(fault("{'password_dictionary':{'enable':false}}", "letmein")).isEmpty();
    }

    @Test
    void knowsAsManyCommonPasswordsAsTheDictionarySays() {
        var fewer =
                "{'password_options':{'complexity':{'min_length':1},'dictionary':{'active':true,'default':'en_10k'}}}";
        var more = fewer.replace("en_10k", "en_100k");

        assertThat(fault("{'password_dictionary':{'enable':true}}", "karamelka123"))
                .isEmpty();
        assertThat(fault("{'password_dictionary':{'enable':true}}", "123456789qwerty"))
                .contains(PasswordFault.COMMON);
        assertThat(fault(fewer, "123456789qwerty")).contains(PasswordFault.COMMON);
        assertThat(fault(fewer, "geekboy")).isEmpty();
        assertThat(fault(more, "geekboy")).contains(PasswordFault.COMMON);
    }

    @ParameterizedTest
    @CsvSource({
        "HARA-tree, true",
        "my-annie, true",
        "xxA.HARA77xx, true",
        "anneliese1, true",
        "rexrexrex, false",
        "example-test, false"
    })
    void refusesWhatTheProfileTells(String password, boolean isRefused) {
        assertThat(fault("{'password_no_personal_info':{'enable':true}}", password))
                .isEqualTo(isRefused ? Optional.of(PasswordFault.PERSONAL) : Optional.empty());
        assertThat(fault("{}", password)).isEmpty();
    }

    @Test
    void remembersAsManyAsTheConnectionSays() {
        assertThat(policy("{'password_history':{'enable':true,'size':3}}").remembered())
                .isEqualTo(3);
        assertThat(policy("{'password_history':{'enable':true}}").remembered()).isEqualTo(5);
        assertThat(policy("{'password_history':{'enable':false,'size':3}}").remembered())
                .isZero();
        assertThat(policy("{'password_options':{'history':{'active':true,'size':7}},"
                                + "'password_history':{'enable':true,'size':3}}")
                        .remembered())
                .isEqualTo(7);
    }

    /** Whatever way they came by. */
    @ParameterizedTest
    @CsvSource({"-1, 0, 1", "0, 0, 1", "25, 24, 24", "4294967296, 24, 24", "-4294967295, 0, 1"})
    void remembersNoMoreThanCanBeAskedFor(String size, int remembered, int rememberedByTheNewerForm) {
        assertThat(policy("{'password_history':{'enable':true,'size':" + size + "}}")
                        .remembered())
                .isEqualTo(remembered);
        assertThat(policy("{'password_options':{'history':{'active':true,'size':" + size + "}}}")
                        .remembered())
                .isEqualTo(rememberedByTheNewerForm);
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 1", "0, 1, 1", "129, 128, 72", "4294967297, 128, 72", "-4294967200, 1, 1"})
    void asksForNoLengthBeyondWhatCanBeAskedFor(String asked, int least, int leastOfTheNewerForm) {
        assertThat(policy("{'passwordPolicy':'good','password_complexity_options':{'min_length':" + asked + "}}")
                        .strength()
                        .minLength())
                .isEqualTo(least);
        assertThat(policy("{'password_options':{'complexity':{'min_length':" + asked + "}}}")
                        .strength()
                        .minLength())
                .isEqualTo(leastOfTheNewerForm);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "`min_length`:4 abc false",
                "`min_length`:4 abcd true",
                "`character_types`:[`uppercase`,`special`] abcdefgh! false",
                "`character_types`:[`uppercase`,`special`] Abcdefgh! true",
                "`character_types`:[`uppercase`,`lowercase`,`number`,`special`],`character_type_rule`:`three_of_four` Abcdefgh1 true",
                "`character_types`:[`uppercase`,`lowercase`,`number`,`special`],`character_type_rule`:`all` Abcdefgh1 false",
                "`identical_characters`:`block` aacaacaa true",
                "`identical_characters`:`block` aaacaaca false",
                "`sequential_characters`:`block` acegABCik false",
                "`sequential_characters`:`block` x321x321 false",
                "`sequential_characters`:`block` abdabdabd true",
                "`sequential_characters`:`allow` abcabcabc true"
            })
    void obeysTheNewerForm(String complexity, String password, boolean isAllowed) {
        var options = "{'passwordPolicy':'excellent','password_options':{'complexity':{" + complexity.replace('`', '\'')
                + "}}}";

        assertThat(fault(options, password)).isEqualTo(isAllowed ? Optional.empty() : Optional.of(PasswordFault.WEAK));
    }

    @Test
    void refusesWhatIsTooLongOnlyWhereTheConnectionSaysSoAndNeverCutsIt() {
        var tooLong = "ü".repeat(36) + "x";
        var error = "{'password_options':{'complexity':{'max_length_exceeded':'error'}}}";

        assertThat(fault(error, "ü".repeat(36))).isEmpty();
        assertThat(fault(error, tooLong)).contains(PasswordFault.WEAK);
        assertThat(fault(error.replace("error", "truncate"), tooLong)).isEmpty();
        assertThat(fault("{'passwordPolicy':'good'}", "Abcdefg1" + tooLong)).isEmpty();
    }

    @Test
    void looksForAsMuchOfAFieldAsNamesHave() {
        var options = "{'password_no_personal_info':{'enable':true}}";
        var words = IntStream.range(100, 300).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
        var longest = "n".repeat(320);

        assertThat(fault(options, "my-w100-tree", JsonObject.of(Map.of("name", words))))
                .contains(PasswordFault.PERSONAL);
        assertThat(fault(options, "my-w199-tree", JsonObject.of(Map.of("name", words))))
                .contains(PasswordFault.PERSONAL);
        assertThat(fault(options, "my-w200-tree", JsonObject.of(Map.of("name", words))))
                .isEmpty();
        assertThat(fault(options, longest, JsonObject.of(Map.of("name", longest))))
                .contains(PasswordFault.PERSONAL);
        assertThat(fault(options, longest + "n", JsonObject.of(Map.of("name", longest + "n"))))
                .isEmpty();
    }

    @Test
    void looksOnlyAtTheFieldsThatTheNewerFormNames() {
        var options = "{'password_options':{'profile_data':{'active':true,'blocked_fields':['user_metadata.pet']}}}";

        assertThat(fault(options, "my-rex-is-good")).contains(PasswordFault.PERSONAL);
        assertThat(fault(options, "anneliese")).isEmpty();
        assertThat(fault("{'password_options':{'profile_data':{'active':true}}}", "anneliese"))
                .contains(PasswordFault.PERSONAL);
    }

    private static PasswordPolicy policy(String options) {
        return PasswordPolicy.of(JsonObject.ofWritten(options.replace('\'', '"')));
    }

    private static Optional<PasswordFault> fault(String options, String password) {
        return fault(options, password, ANN);
    }

    private static Optional<PasswordFault> fault(String options, String password, JsonObject profile) {
        var thrown = catchThrowableOfType(
                ProblemException.class, () -> policy(options).require(password, profile));
        return Optional.ofNullable(thrown).map(refusal -> ((Problem.PasswordRefused) refusal.problem()).fault());
    }
}
