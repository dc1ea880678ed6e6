package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.AuthorizationGraph.RoleNode;
import dev.bailiwick.rbac.GraphDraft.RoleRow;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Roles of clients are the same however they are kept, and what they take grows with the roles, not with roles times clients. */
class ClientRolesTest {

    private static final int ROLES = 20_000;
    private static final long MOST_BYTES_OF_ONE = 1_024;

    @Test
    void takeLittleWhereEachClientHasARoleOfItsOwn() {
        var graph = graph(ROLES, ROLES);

        assertThat(graph.weight()).isLessThan(ROLES * MOST_BYTES_OF_ONE);
        assertThat(graph.rolesOf(client(ROLES - 1)).stream()).containsExactly(ROLES - 1);
        assertThat(graph.rolesOf(client(ROLES)).stream()).isEmpty();
    }

    @Test
    void areWeighedAsTheyAreKept() {
        long ofOne = graph(ROLES, 1).weight();
        long ofSome = graph(ROLES, 20).weight();

        assertThat(ofSome - ofOne).isBetween(18L * ROLES / Byte.SIZE, 20L * ROLES / Byte.SIZE);
    }

    @Test
    void comeAndGo() {
        var random = new Random(1);
        var expected = new BitSet();
        var roles = ClientRoles.NONE;
        for (int i = 0; i < 2_000; i++) {
            int role = random.nextInt(i < 1_000 ? 1_000_000 : 1_000);
            boolean does = random.nextInt(4) > 0;
            expected.set(role, does);
            roles = roles.with(role, does);

            assertThat(roles.bits()).isEqualTo(expected);
        }
        assertThat(ClientRoles.NONE.bits().isEmpty()).isTrue();
    }

    private static AuthorizationGraph graph(int roles, int clients) {
        var rows = IntStream.range(0, roles)
                .mapToObj(i ->
                        new RoleRow(new RoleNode(i, new RoleId("r" + i), client(i % clients), "r" + i, ""), List.of()))
                .toList();
        return GraphDraft.empty()
                .put(new GraphDraft.Rows(List.of(), rows, List.of()))
                .graph(new Version(1, 1));
    }

    private static ClientId client(int number) {
        return new ClientId("client-" + number);
    }
}
