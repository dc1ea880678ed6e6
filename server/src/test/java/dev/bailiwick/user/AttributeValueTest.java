package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AttributeValueTest {

    @Property
    void sortsNumbersByTheirValue(@ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
        assertThat(Integer.signum(
                        AttributeValue.ORDER.compare(AttributeValue.number(one), AttributeValue.number(other))))
                .isEqualTo(one.compareTo(other));
    }

    @Property
    void putsBehindATextWhatIsGreaterOnly(@ForAll("texts") String one, @ForAll("texts") String other) {
        var value = AttributeValue.exact(one);
        var compared = AttributeValue.exact(other);

        assertThat(isBefore(compared, AttributeValue.behind(value))).isEqualTo(!isBefore(value, compared));
        assertThat(!isBefore(compared, value) && isBefore(compared, AttributeValue.behindAll(value)))
                .isEqualTo(compared.startsWith(value));
    }

    @Example
    void cutsWhatNoIndexTakes() {
        assertThat(AttributeValue.exact("x".repeat(1_000))).hasSizeLessThan(210);
        assertThat(AttributeValue.number(new BigDecimal("9".repeat(1_000)))).hasSizeLessThan(210);
        assertThat(AttributeValue.number(new BigDecimal("1e1000000")))
                .isEqualTo(AttributeValue.number(new BigDecimal("2e9999999")))
                .isGreaterThan(AttributeValue.number(new BigDecimal("1e1000")));
    }

    @Example
    void takesNumbersAtTheEndsOfTheirScale() {
        assertThat(AttributeValue.number(new BigDecimal("10e2147483648")))
                .isEqualTo(AttributeValue.number(new BigDecimal("1e1000000")));
        assertThat(AttributeValue.number(new BigDecimal("-100e-2147483647")))
                .isLessThan(AttributeValue.number(BigDecimal.ZERO))
                .isGreaterThan(AttributeValue.number(new BigDecimal("-1e-1000")));
        assertThat(AttributeValue.number(new BigDecimal("1200e-5")))
                .isEqualTo(AttributeValue.number(new BigDecimal("0.012")));
    }

    @Example
    void writesTimesOfOtherZonesInOne() {
        assertThat(AttributeValue.time(Instant.parse("2024-01-01T01:00:00+01:00")))
                .contains("t2024-01-01T00:00:00.000Z");
        assertThat(AttributeValue.time(Instant.parse("+10000-01-01T00:00:00Z"))).isEmpty();
    }

    private static boolean isBefore(String one, String other) {
        return AttributeValue.ORDER.compare(one, other) < 0;
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.bigDecimals(),
                Arbitraries.integers().between(-20, 20).map(BigDecimal::valueOf),
                Arbitraries.of("0", "0.0", "-0.001", "1e30", "-1e30", "1e-30", "100", "1e2")
                        .map(BigDecimal::new));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "",
                        "a",
                        "ab",
                        "\u0001",
                        "\uD7FF",
                        "\uE000",
                        "\uFFFF",
                        "\uDBFF\uDFFF",
                        "a\uDBFF\uDFFF",
                        "\uD83D\uDE00",
                        "b")
                .list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
    }
}
