package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.rbac.EvidenceStore.Sighting;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** One statement tells the present versions, and the memberships unless they are the cached ones. */
@EachEngine
class EvidenceStoreTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId STRANGER = new UserId("stranger");

    private final EvidenceStore evidence = new EvidenceStore();
    private final VersionStore versions = new VersionStore(new SecureRandom());
    private final Database database;
    private final TenantId tenant;

    EvidenceStoreTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
    }

    @Test
    void seesWhereNothingWasEverChangedNothingUnderTheVersionNone() {
        var seen = sight(ANN, EvidenceStore.NOTHING_CACHED);

        assertThat(seen.structure()).isEqualTo(Version.NONE);
        assertThat(seen.user()).isEqualTo(Version.NONE);
        assertThat(groups(seen)).isEmpty();
        assertThat(roles(seen)).isEmpty();
    }

    @Test
    void readsNothingAgainWhereNothingWasEverChanged() {
        assertThat(sight(ANN, Version.NONE.stamp()).memberships()).isNull();
    }

    @Test
    void readsTheMembershipsAscendingWithTheVersionsOfNow() {
        put();
        var seen = sight(ANN, EvidenceStore.NOTHING_CACHED);

        assertThat(seen.structure()).isEqualTo(version(Version.STRUCTURE)).isNotEqualTo(Version.NONE);
        assertThat(seen.user()).isEqualTo(version(ANN.part())).isNotEqualTo(Version.NONE);
        assertThat(groups(seen)).hasSize(2).isSorted();
        assertThat(roles(seen)).hasSize(1);
    }

    @Test
    void readsNoMembershipsThatAreCachedUnderThePresentStamp() {
        put();

        assertThat(sight(ANN, version(ANN.part()).stamp()).memberships()).isNull();
    }

    @Test
    void readsMembershipsThatAreCachedUnderAnotherStamp() {
        put();
        long old = version(ANN.part()).stamp();
        put();

        assertThat(groups(sight(ANN, old))).hasSize(2);
        assertThat(groups(sight(ANN, Version.NONE.stamp()))).hasSize(2);
    }

    @Test
    void seesNoMembershipsOfAStranger() {
        put();
        var seen = sight(STRANGER, EvidenceStore.NOTHING_CACHED);

        assertThat(seen.user()).isEqualTo(version(STRANGER.part()));
        assertThat(groups(seen)).isEmpty();
        assertThat(roles(seen)).isEmpty();
    }

    @Test
    void seesNothingOfAnotherTenant() {
        put();
        var other = TestTenants.add(database, "globex");
        var seen = database.read(tx -> evidence.sight(
                        tx, List.of(new EvidenceStore.Ask(other, ANN, EvidenceStore.NOTHING_CACHED)))
                .getFirst());

        assertThat(seen.structure()).isEqualTo(Version.NONE);
        assertThat(seen.user()).isEqualTo(Version.NONE);
        assertThat(groups(seen)).isEmpty();
    }

    private Sighting sight(UserId user, long cached) {
        return database.read(tx -> evidence.sight(tx, List.of(new EvidenceStore.Ask(tenant, user, cached)))
                .getFirst());
    }

    private Version version(int part) {
        return database.read(tx -> versions.find(tx, tenant, part));
    }

    private static long[] groups(Sighting seen) {
        return Objects.requireNonNull(seen.memberships()).groups();
    }

    private static long[] roles(Sighting seen) {
        return Objects.requireNonNull(seen.memberships()).roles();
    }

    private void put() {
        var users = List.of(new UserId("bob"), ANN);
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        new Worlds(database, new CommittedChanges(database, versions, new VersionBoard(), audit))
                .replace(
                        tenant,
                        new World(
                                        List.of("groups", "roles"),
                                        List.of(group("g1", users), group("g2", List.of()), group("g3", users)),
                                        List.of(new Role(
                                                new RoleId("r"),
                                                new ClientId("app"),
                                                "client",
                                                "r",
                                                "",
                                                List.of(),
                                                users)),
                                        List.of(),
                                        Map.of())
                                .toLong(),
                        Origin.command("test"));
    }

    private static Group group(String name, List<UserId> members) {
        return new Group(new GroupId(name), name, "", members, null, null, null);
    }
}
