package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.operator.AuditEntryJson;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandingChangesTest {

    @Test
    void leavesOutWhatTheNextChangeOfTheSameObjectUndid() {
        assertThat(standing("a:x>y", "b:1>2", "a:y>x")).containsExactly("b:1>2");
        assertThat(standing("a:>x", "a:x>")).isEmpty();
        assertThat(standing("a:>x", "a:x>y", "a:y>x", "a:x>"))
                .as("one in the other")
                .isEmpty();
    }

    @Test
    void keepsWhatStands() {
        assertThat(standing("a:x>y", "b:y>x")).as("of two objects").containsExactly("b:y>x", "a:x>y");
        assertThat(standing("a:x>y", "a:y>z")).containsExactly("a:y>z", "a:x>y");
        assertThat(standing("a:x>y", "a:y>x", "a:x>y")).as("done again").containsExactly("a:x>y");
        assertThat(standing("a:>", "a:>"))
                .as("changes of which nothing is told")
                .hasSize(2);
    }

    @Test
    void doesNotTakeForTheSameWhatTheLogDoesNotTell() {
        assertThat(standing(
                        "a:{\"secret\":\"…\",\"n\":1}>{\"secret\":\"…\",\"n\":2}",
                        "a:{\"secret\":\"…\",\"n\":2}>{\"secret\":\"…\",\"n\":1}"))
                .hasSize(2);
        assertThat(standing("a:{\"members_total\":2000}>", "a:>{\"members_total\":2000}"))
                .hasSize(2);
    }

    /** The changes, the oldest first, each written as object, before and after; what stands is written alike, the newest first. */
    private static List<String> standing(String... changes) {
        var entries = IntStream.range(0, changes.length)
                .mapToObj(n -> {
                    int colon = changes[n].indexOf(':');
                    int arrow = changes[n].indexOf('>');
                    var before = changes[n].substring(colon + 1, arrow);
                    var after = changes[n].substring(arrow + 1);
                    return new AuditEntryJson(
                            "" + n, "", "", "", "change", "thing", changes[n].substring(0, colon), before, after);
                })
                .toList();
        return StandingChanges.of(entries.reversed()).stream()
                .map(entry -> entry.objectId() + ":" + entry.before() + ">" + entry.after())
                .toList();
    }
}
