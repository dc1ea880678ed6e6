package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From one version to the next it is known what changed, or it is known that it is not known. */
@EachEngine
class TouchedSinceTest {

    private final VersionStore versions = new VersionStore(new SecureRandom());
    private final Database database;
    private final TenantId tenant;

    TouchedSinceTest(Database empty) {
        database = empty;
        tenant = TestTenants.add(empty, "acme");
    }

    @Test
    void tellsWhatChangedAfterTheOlderVersion() {
        var first = change("group", "a");
        change("role", "b");
        change(VersionStore.NOTHING, "");
        var last = change("permission", "c");

        var touched = since(first, last).orElseThrow();

        assertThat(touched.groups()).isEmpty();
        assertThat(touched.roles()).isEqualTo(Set.of(new RoleId("b")));
        assertThat(touched.permissions()).isEqualTo(Set.of(new PermissionId("c")));
    }

    @Test
    void doesNotKnowAfterAChangeOfEverything() {
        var first = change("group", "a");

        assertThat(since(first, change("authorization", ""))).isEmpty();
    }

    @Test
    void doesNotKnowWhereTheDatabaseHasAnotherPast() {
        var first = change("group", "a");
        var last = change("group", "b");

        assertThat(since(new Version(first.number(), first.stamp() + 1), last)).isEmpty();
        assertThat(since(Version.NONE, last)).isEmpty();
    }

    @Test
    void doesNotKnowWhereTheDatabaseIsBehind() {
        var last = change("group", "a");

        assertThat(since(new Version(last.number() + 1, 7), last)).isEmpty();
        assertThat(since(new Version(last.number() + 2, 7), last)).isEmpty();
    }

    private Optional<GraphDraft.Touched> since(Version older, Version now) {
        return database.snapshot(tx -> versions.touchedSince(tx, tenant, older, now));
    }

    private Version change(String kind, String id) {
        return database.transaction(tx -> {
            var version = versions.renewStructure(tx, tenant);
            versions.note(tx, tenant, version, kind, id);
            return version;
        });
    }
}
