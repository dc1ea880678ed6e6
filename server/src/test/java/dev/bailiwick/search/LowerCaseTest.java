package dev.bailiwick.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerCaseTest {

    private static final int LONG = 1 << 20;

    @Property
    void isThatOfJavaButForTheSigma(@ForAll String text) {
        assertThat(LowerCase.of(text)).isEqualTo(text.toLowerCase(Locale.ROOT).replace('ς', 'σ'));
    }

    @Property
    void isItsOwn(@ForAll String text) {
        var lower = LowerCase.of(text);

        assertThat(LowerCase.of(lower)).isEqualTo(lower);
    }

    @ParameterizedTest
    @CsvSource({"ΟΔΥΣΣΕΥΣ,οδυσσευσ", "Οδυσσεύς,οδυσσεύσ", "İZMİR,i\u0307zmi\u0307r", "STRASSE,strasse", "\u2126,ω"})
    void isWhatAllSpellingsHave(String text, String lower) {
        assertThat(LowerCase.of(text)).isEqualTo(lower);
    }

    /** Java's takes hours for the first and minutes for the second. */
    @Test
    void takesNoLongerForWhatJavaIsSlowWith() {
        assertThat(LowerCase.of("Σ".repeat(LONG))).isEqualTo("σ".repeat(LONG));
        assertThat(LowerCase.of("İ".repeat(LONG))).isEqualTo("i\u0307".repeat(LONG));
    }
}
