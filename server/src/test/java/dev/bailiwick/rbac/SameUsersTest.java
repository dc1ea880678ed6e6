package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SameUsersTest {

    @Property
    void findsWhatIsTheSameButForRepeats(@ForAll("lists") List<UserId> one, @ForAll("lists") List<UserId> other) {
        var distinct = new LinkedHashSet<>(one);

        assertThat(SameUsers.are(distinct, one)).isTrue();
        assertThat(SameUsers.are(distinct, other))
                .isEqualTo(List.copyOf(distinct).equals(distinct(other)));
    }

    @Property
    void findsAnotherOrder(@ForAll("lists") List<UserId> list) {
        var distinct = distinct(list);

        assertThat(SameUsers.are(distinct, list.reversed())).isEqualTo(distinct.equals(distinct(list.reversed())));
    }

    @Example
    void tellsAListThatWasNeverUsedFromAnEmptyOne() {
        assertThat(SameUsers.are(null, null)).isTrue();
        assertThat(SameUsers.are(null, List.of())).isFalse();
        assertThat(SameUsers.are(List.of(), null)).isFalse();
    }

    @Example
    void looksManyRepeatsUp() {
        var users =
                IntStream.range(0, 25_000).mapToObj(i -> new UserId("u" + i)).toList();
        var twice = new ArrayList<>(users);
        twice.addAll(users.reversed());
        var early = new ArrayList<>(twice);
        early.add(12_000, users.get(24_000));
        var strange = new ArrayList<>(twice);
        strange.add(new UserId("stranger"));

        assertThat(SameUsers.are(users, twice)).isTrue();
        assertThat(SameUsers.are(users, early)).isFalse();
        assertThat(SameUsers.are(users, strange)).isFalse();
    }

    @Provide
    Arbitrary<List<UserId>> lists() {
        return RandomWorlds.users().list().ofMaxSize(6);
    }

    private static List<UserId> distinct(List<UserId> users) {
        return List.copyOf(new LinkedHashSet<>(users));
    }
}
