package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.rbac.VersionBoard.Pair;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the board has dropped, or never kept, does not come back in an older version. */
@EachEngine
class VersionBoardTest {

    private static final int USER = 7;
    private static final Version STRUCTURE = new Version(1, 11);
    private static final Version OLD = new Version(1, 12);
    private static final Version NEW = new Version(2, 13);

    private final Database database;
    private final TenantId tenant;
    private final VersionBoard board = new VersionBoard();

    VersionBoardTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
    }

    @Test
    void takesInWhatAStatementSaw() {
        learn(board.mark(tenant, USER), OLD);

        assertThat(board.find(tenant, USER)).contains(new Pair(STRUCTURE, OLD));
        publish(NEW);
        assertThat(board.find(tenant, USER)).contains(new Pair(STRUCTURE, NEW));
        learn(board.mark(tenant, USER), OLD);
        assertThat(board.find(tenant, USER)).contains(new Pair(STRUCTURE, NEW));
    }

    @Test
    void knowsNothingOfWhatItHasDropped() {
        learn(board.mark(tenant, USER), OLD);

        board.forget(tenant);

        assertThat(board.find(tenant, USER)).isEmpty();
        learn(board.mark(tenant, USER), NEW);
        assertThat(board.find(tenant, USER)).contains(new Pair(STRUCTURE, NEW));
    }

    @Test
    void takesInNothingFromAStatementThatIsOlderThanWhatItHasDropped() {
        learn(board.mark(tenant, USER), OLD);
        long mark = board.mark(tenant, USER);
        publish(NEW);
        board.forget(tenant);

        learn(mark, OLD);

        assertThat(board.find(tenant, USER)).isEmpty();
    }

    @Test
    void takesInNothingFromAStatementThatIsOlderThanAVersionThatNobodyHadAskedAbout() {
        long mark = board.mark(tenant, USER);
        publish(NEW);

        learn(mark, OLD);

        assertThat(board.find(tenant, USER)).isEmpty();
    }

    /** Of two changes the later may be published first. */
    @Test
    void doesNotGoBackWithAnOlderVersionThatIsPublishedAfterItHasDroppedTheLater() {
        learn(board.mark(tenant, USER), OLD);
        database.change(tx -> {
            board.publishWith(tx, tenant, Map.of(USER, new Version(3, 14)));
            tx.afterCommit(() -> board.forget(tenant));
            board.publishWith(tx, tenant, Map.of(USER, NEW));
        });

        assertThat(board.find(tenant, USER)).isEmpty();
    }

    private void learn(long mark, Version user) {
        board.learn(mark, tenant, STRUCTURE, USER, user);
    }

    private void publish(Version user) {
        database.change(tx -> board.publishWith(tx, tenant, Map.of(USER, user)));
    }
}
