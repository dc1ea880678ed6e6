package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.connection.strategy.EgressRules;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.signature.Signatures;
import dev.bailiwick.signature.TestKeyPairs;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.TestTenants;
import dev.bailiwick.user.Directory;
import dev.bailiwick.user.UserImport.Rules;
import dev.bailiwick.user.UserQuery;
import dev.bailiwick.web.Scratch;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of those whose profiles are long only a few are dealt with at once. */
@EachEngine
class LongUsersTest {

    private static final Origin ORIGIN = Origin.command("test");
    private static final int LENGTH = 100_000;

    private final TenantId tenant;
    private final Directory directory;

    LongUsersTest(Database empty) {
        tenant = TestTenants.addFurther(empty, "acme");
        directory = Features.over(
                        new Storage(empty, new SecretBox(new byte[32]), new Scratch(Path.of("target")), null),
                        Clock.systemUTC(),
                        Signatures.ofJdk(),
                        TestKeyPairs.inTurn(),
                        EgressRules.PUBLIC,
                        false)
                .directory();
    }

    @Test
    void goWithTheirConnectionTwoByTwo() {
        bringIn(5);
        bringIn("{\"user_id\":\"ad|other\",\"connection\":\"others\"}");

        assertThat(removeSome()).as("more are left").isFalse();
        assertThat(there()).containsExactly("ad|2", "ad|3", "ad|4", "ad|other");
        assertThat(removeSome()).isFalse();
        assertThat(removeSome()).as("that was the last").isTrue();
        assertThat(there()).containsExactly("ad|other");
    }

    @Test
    void areAllChangedByOneImport() {
        bringIn(5);
        var change = IntStream.range(0, 6)
                .mapToObj(n -> JsonObject.ofWritten("{\"user_id\":\"ad|" + (5 - n) + "\",\"name\":\"N" + n + "\"}"))
                .toList();

        var taken = directory.imports().take(tenant, change, new Rules(false, "c", true), ORIGIN);

        assertThat(List.of(taken.created(), taken.updated())).containsExactly(1, 5);
        for (int n = 0; n < 6; n++) {
            assertThat(directory
                            .users()
                            .get(tenant, new UserId("ad|" + (5 - n)))
                            .name())
                    .contains("N" + n);
        }
    }

    private boolean removeSome() {
        return directory.removal().removeSome(tenant, "c", _ -> {});
    }

    private List<String> there() {
        var ids = new ArrayList<String>();
        directory
                .users()
                .behind(tenant, UserQuery.everybody(), 0, 10)
                .each(user -> user.item().id().value())
                .forEach(ids::add);
        return ids;
    }

    private void bringIn(int users) {
        var text = "x".repeat(LENGTH);
        for (int n = 0; n < users; n++) {
            bringIn("{\"user_id\":\"ad|" + n + "\",\"connection\":\"c\",\"user_metadata\":{\"t\":\"" + text + "\"}}");
        }
    }

    private void bringIn(String user) {
        var taken = directory
                .imports()
                .take(tenant, List.of(JsonObject.ofWritten(user)), new Rules(false, "c", false), ORIGIN);
        assertThat(taken.refused()).isEmpty();
    }
}
