package dev.bailiwick.token;

import static dev.bailiwick.token.TokenWorld.AUDIENCE;
import static dev.bailiwick.token.TokenWorld.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A token is one text: none that is merely like it stands for it. */
@EachEngine
@DisplayName("TK-19: damaged tokens")
class DamagedTokenTest {

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final TokenWorld world;
    private final String token;

    DamagedTokenTest(Database empty) {
        world = new TokenWorld(empty);
        token = world.issued(world.acme());
    }

    @Test
    void refusesATokenThatIsCut() {
        assertThat(IntStream.range(0, token.length()).mapToObj(end -> token.substring(0, end)))
                .allSatisfy(this::isRefused);
        assertThat(IntStream.rangeClosed(1, token.length()).mapToObj(token::substring))
                .allSatisfy(this::isRefused);
    }

    @Test
    void refusesATokenWithMoreToIt() {
        assertThat(List.of("A", "AA", "AAA", "AAAA", "=", "==", ".", ".AAAA", " ", "\n", "!", "\0", "é", "~"))
                .allSatisfy(more -> {
                    isRefused(token + more);
                    isRefused(more + token);
                    IntStream.of(10, token.indexOf('.'), token.lastIndexOf('.') + 1, token.length() - 10)
                            .forEach(at -> isRefused(token.substring(0, at) + more + token.substring(at)));
                });
    }

    @Test
    void refusesATokenWithALetterOfAnotherCase() {
        assertThat(IntStream.range(0, token.length())
                        .filter(at -> Character.isLetter(token.charAt(at)))
                        .mapToObj(at -> replaced(at, flipped(token.substring(at, at + 1)))))
                .allSatisfy(this::isRefused);
    }

    @Test
    void refusesEveryOtherLastCharacterOfAPart() {
        var ends = List.of(token.indexOf('.') - 1, token.lastIndexOf('.') - 1, token.length() - 1);

        assertThat(ends)
                .allSatisfy(at -> assertThat(BASE64.chars().mapToObj(Character::toString))
                        .filteredOn(last -> !last.equals(token.substring(at, at + 1)))
                        .allSatisfy(last -> isRefused(replaced(at, last))));
    }

    @Test
    void refusesTheOtherBase64Alphabet() {
        isRefused(token.replace('-', '+').replace('_', '/') + "=");
    }

    private String replaced(int at, String character) {
        return token.substring(0, at) + character + token.substring(at + 1);
    }

    private static String flipped(String letter) {
        var upper = letter.toUpperCase(Locale.ROOT);
        return upper.equals(letter) ? letter.toLowerCase(Locale.ROOT) : upper;
    }

    private void isRefused(String damaged) {
        assertThat(answer(damaged)).as(damaged).containsInstanceOf(Problem.Unauthenticated.class);
    }

    private Optional<Problem> answer(String damaged) {
        try {
            world.tokens(NOW).verifyFromClient(world.acme(), damaged, AUDIENCE);
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }
}
