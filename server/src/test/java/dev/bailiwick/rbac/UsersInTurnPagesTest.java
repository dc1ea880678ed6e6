package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.rbac.UserPageStore.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How much is read for what is shown: long pages where all of them is shown, and short ones where little is. */
class UsersInTurnPagesTest {

    private static final int GROUPS = 10_000;
    private static final int MEMBERS = 2;

    private final List<Row> all = LongStream.range(0, GROUPS)
            .boxed()
            .flatMap(seq -> IntStream.range(0, MEMBERS).mapToObj(n -> new Row(seq, n, "u" + n)))
            .toList();

    private final UsersInTurn users = new UsersInTurn(this::after);
    private int pages;
    private long read;

    @Test
    void readsAllOfManySmallGroupsByFewPages() {
        show(LongStream.range(0, GROUPS).boxed().toList());

        assertThat(read).isEqualTo(all.size());
        assertThat(pages).isLessThan(20);
    }

    @Test
    void readsLittleMoreThanSomeGroupsThatComeInAnotherOrder() {
        var some = new ArrayList<>(
                LongStream.range(0, GROUPS / 10).map(n -> n * 10).boxed().toList());
        Collections.shuffle(some, new Random(1));

        show(some);

        assertThat(read).isLessThanOrEqualTo((long) some.size() * UsersInTurn.SHORT_PAGE_ROWS);
    }

    @Test
    void readsLittleMoreThanSomeGroupsThatAreFarBetween() {
        var some = LongStream.range(0, 10).map(n -> n * 1_000).boxed().toList();

        show(some);

        assertThat(read).isLessThanOrEqualTo((long) some.size() * UsersInTurn.SHORT_PAGE_ROWS);
    }

    private void show(List<Long> groups) {
        for (long group : groups) {
            assertThat(users.of(group)).hasSize(MEMBERS);
        }
    }

    private List<Row> after(Row last, int rows) {
        int from = Math.toIntExact(last.seq() * MEMBERS + last.position() + 1);
        var page = all.subList(from, Math.min(all.size(), from + rows));
        pages++;
        read += page.size();
        return page;
    }
}
