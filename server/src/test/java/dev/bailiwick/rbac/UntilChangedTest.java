package dev.bailiwick.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept is given again until anything of the tenant's authorization changes. */
@EachEngine
class UntilChangedTest {

    private static final Origin ORIGIN = new Origin("ann@clients", "request-1");

    private final Database database;
    private final TenantId acme;
    private final TenantId globex;
    private final Authorization authorization;
    private final AtomicInteger answers = new AtomicInteger();
    private final UntilChanged<String, Integer> kept = new UntilChanged<>(2, _ -> 1);

    UntilChangedTest(Database empty) {
        database = empty;
        acme = TestTenants.add(empty, "acme");
        globex = TestTenants.add(empty, "globex");
        var audit = new AuditLog(Clock.systemUTC(), new RandomText(new SecureRandom()));
        authorization = Authorization.over(empty, audit, Clock.systemUTC(), new SecureRandom());
    }

    @Test
    void givesAnAnswerAgainUntilSomethingChanges() {
        var administration = authorization.administration();
        assertThat(ask("a")).isEqualTo(1);
        assertThat(ask("a")).isEqualTo(1);
        assertThat(ask("b")).isEqualTo(2);

        administration.groups().add(globex, "Staff", "", ORIGIN);
        assertThat(ask("a")).isEqualTo(1);

        administration.groups().add(acme, "Staff", "", ORIGIN);
        assertThat(ask("a")).isEqualTo(3);
        var draft = new RoleDraft(new ClientId("app"), "client", "Reader", "", List.of());
        administration.roles().add(acme, draft, ORIGIN);
        assertThat(ask("a")).isEqualTo(4);
        administration.assignments().addGroups(acme, new UserId("u"), new Naming.ByNames(List.of("Staff")), ORIGIN);
        assertThat(ask("a")).isEqualTo(5);
        administration.assignments().addRoles(acme, new UserId("u"), new Naming.ByNames(List.of("Reader")), ORIGIN);
        assertThat(ask("a")).isEqualTo(6);
        authorization.switches().change(acme, Map.of("groupsInToken", true), ORIGIN);
        assertThat(ask("a")).isEqualTo(7);
        assertThat(ask("a")).isEqualTo(7);
    }

    private int ask(String question) {
        return database.snapshot(tx -> kept.get(tx, acme, question, answers::incrementAndGet));
    }
}
