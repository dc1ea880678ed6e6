package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.EvidenceStore.Ask;
import dev.bailiwick.rbac.EvidenceStore.Known;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The statement of decisions tells what has become of the graphs in memory, or that it does not tell it. */
@EachEngine
class NewsStoreTest {

    private static final Origin ORIGIN = Origin.command("test");
    private static final UserId ANN = new UserId("ann");
    private static final int MOST = 16;

    private final EvidenceStore evidence = new EvidenceStore();
    private final VersionStore versions = new VersionStore(new SecureRandom());
    private final GraphStore graphs = new GraphStore(versions);
    private final Database database;
    private final Administration administration;
    private final TenantId acme;
    private final TenantId globex;
    private int ids;

    NewsStoreTest(Database empty) {
        database = empty;
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        administration = Administration.over(
                empty, new CommittedChanges(empty, versions, new VersionBoard(), audit), () -> "id" + ++ids);
        acme = TestTenants.add(empty, "acme");
        globex = TestTenants.add(empty, "globex");
    }

    @Test
    void leavesAGraphAsItIsWhereNothingChanged() {
        addGroup(acme, "a");
        var graph = graph(acme);

        assertThat(followed(new Known(acme, graph))).containsExactly(Optional.of(graph));
    }

    @Test
    void tellsOfEachTenantItsOwn() {
        addGroup(acme, "a");
        addGroup(globex, "b");
        var known = List.of(new Known(acme, graph(acme)), new Known(globex, graph(globex)));
        addGroup(acme, "c");
        addGroup(globex, "d");

        var followed = followed(known.getFirst(), known.getLast());

        assertThat(followed.getFirst().map(NewsStoreTest::groupNames)).contains(List.of("a", "c"));
        assertThat(followed.getLast().map(NewsStoreTest::groupNames)).contains(List.of("b", "d"));
    }

    @Test
    void weighsWhatItFollowedAsWhatIsLoaded() {
        addGroup(acme, "a");
        addGroup(acme, "b");
        var outer = new GroupId("id1");
        var inner = List.of(new GroupId("id2"));
        var draft = List.of(new GroupMappings.Draft("staff", "ad"));
        var known = new Known(acme, graph(acme));

        administration.groupNesting().add(acme, outer, inner, ORIGIN);
        administration.groupMappings().add(acme, outer, draft, ORIGIN);
        var more = new Known(acme, followed(known).getFirst().orElseThrow());
        assertThat(more.graph().weight())
                .isEqualTo(graph(acme).weight())
                .isGreaterThan(known.graph().weight());

        administration.groupNesting().remove(acme, outer, inner, ORIGIN);
        assertThat(followed(more).getFirst().map(AuthorizationGraph::weight))
                .contains(graph(acme).weight());
    }

    @Test
    void followsSomeChangesAndNotMany() {
        addGroup(acme, "a");
        var known = new Known(acme, graph(acme));
        IntStream.range(0, MOST).forEach(i -> addGroup(acme, "a" + i));

        assertThat(followed(known).getFirst().map(NewsStoreTest::groupNames).orElseThrow())
                .hasSize(1 + MOST);

        addGroup(acme, "b");

        assertThat(followed(known)).containsExactly(Optional.empty());
    }

    @Test
    void doesNotFollowWhatHasMoreRowsThanAStatementOfDecisionsShouldBring() {
        addGroup(acme, "a");
        var group = new GroupId("id1");
        var role = administration
                .roles()
                .add(acme, new RoleDraft(new ClientId("app"), "client", "r", "", List.of()), ORIGIN)
                .id();
        var known = new Known(acme, graph(acme));
        administration
                .groupMappings()
                .add(
                        acme,
                        group,
                        IntStream.range(0, 10_000)
                                .mapToObj(i -> new GroupMappings.Draft("name" + i, "ad"))
                                .toList(),
                        ORIGIN);
        administration.groupRoles().add(acme, group, List.of(role), ORIGIN);

        assertThat(followed(known)).containsExactly(Optional.empty());
    }

    private void addGroup(TenantId tenant, String name) {
        administration.groups().add(tenant, name, "", ORIGIN);
    }

    private AuthorizationGraph graph(TenantId tenant) {
        return database.snapshot(tx -> graphs.load(tx, tenant, null));
    }

    private List<Optional<AuthorizationGraph>> followed(Known... known) {
        var asks = List.of(known).stream()
                .map(each -> new Ask(each.tenant(), ANN, EvidenceStore.NOTHING_CACHED))
                .toList();
        var seen = database.read(tx -> evidence.sight(tx, asks, List.of(known)));
        return IntStream.range(0, known.length)
                .mapToObj(i -> seen.news()
                        .get(i)
                        .flatMap(news -> news.after(
                                known[i].graph(), seen.sightings().get(i).structure())))
                .toList();
    }

    private static List<String> groupNames(AuthorizationGraph graph) {
        return graph.groups()
                .positions(_ -> true)
                .mapToObj(graph.groups()::name)
                .toList();
    }
}
