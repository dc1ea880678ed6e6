package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void keepsRepeatedParametersInTheirOrder() {
        var query = Query.parse(Part.QUERY, "b=2&a=1&b=3");

        assertThat(query.values().keySet()).containsExactly("b", "a");
        assertThat(query.values()).containsEntry("b", List.of("2", "3"));
        assertThat(query.first("b")).contains("2");
    }

    @Test
    void tellsABareParameterFromAnAbsentOne() {
        var query = Query.parse(Part.QUERY, "expand&empty=");

        assertThat(query.has("expand")).isTrue();
        assertThat(query.first("expand")).contains("");
        assertThat(query.first("empty")).contains("");
        assertThat(query.has("other")).isFalse();
        assertThat(query.first("other")).isEmpty();
    }

    @Test
    void splitsAtTheFirstEqualsSignAndDecodesAfterwards() {
        var query = Query.parse(Part.QUERY, "q=a%26b%3Dc=d+e&n%61me=x");

        assertThat(query.first("q")).contains("a&b=c=d e");
        assertThat(query.first("name")).contains("x");
    }

    @Test
    void findsNothingInAnEmptyQuery() {
        assertThat(Query.parse(Part.QUERY, "").values()).isEmpty();
        assertThat(Query.parse(Part.QUERY, "&&").values()).isEmpty();
    }

    @Test
    void refusesMalformedEscapesInNamesAndValues() {
        assertThatThrownBy(() -> Query.parse(Part.QUERY, "a=%zz")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Query.parse(Part.QUERY, "%=1")).isInstanceOf(ProblemException.class);
    }

    @Test
    void cannotBeChanged() {
        var query = Query.parse(Part.QUERY, "a=1");

        assertThatThrownBy(() -> query.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesAFormThatIsNotUtf8() {
        assertThatThrownBy(() -> Body.form("a=é".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(ProblemException.class);
    }
}
