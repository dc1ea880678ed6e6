package dev.bailiwick.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.PasswordFault;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.TenantId;
import dev.bailiwick.tenant.Tenants;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EachEngine
class PasswordHistoryTest {

    private static final String ANN = "auth0|ann";

    private final Database database;
    private final Passwords passwords = new Passwords(new SecureRandom());
    private final PasswordStore store = new PasswordStore();
    private final PasswordHistory history;
    private TenantId tenant;

    PasswordHistoryTest(Database database) {
        this.database = database;
        this.history = new PasswordHistory(database, passwords, new SecretBox(new byte[32]));
    }

    @BeforeEach
    void foundATenantWithAUser() {
        var random = new RandomText(new SecureRandom());
        tenant = database.transaction(tx -> new Tenants(database, Clock.systemUTC(), random)
                .add(tx, "acme", "acme.test", Optional.empty())
                .tenant()
                .id());
        var ann = new User(new UserId(ANN), JsonObject.ofWritten("{\"user_id\":\"" + ANN + "\"}"));
        database.change(tx ->
                assertThat(new UserRows().insert(tx, tenant, List.of(ann))).isEmpty());
    }

    @AfterEach
    void stop() {
        passwords.close();
    }

    @Test
    void remembersSoManyAsTheConnectionSays() {
        var three = policy(3);
        for (var password : List.of("first", "second", "third", "fourth")) {
            change(password, three);
        }

        assertThat(fault("fourth", three)).isEqualTo(PasswordFault.USED_BEFORE);
        assertThat(fault("second", three)).isEqualTo(PasswordFault.USED_BEFORE);
        assertThatCode(() -> history.require(tenant, ANN, three, "first")).doesNotThrowAnyException();
        assertThatCode(() -> history.require(tenant, "auth0|bob", three, "fourth"))
                .doesNotThrowAnyException();
        assertThat(kept(99)).hasSize(3);
    }

    @Test
    void remembersThePresentOneAlone() {
        change("first", policy(1));
        change("second", policy(1));

        assertThat(fault("second", policy(1))).isEqualTo(PasswordFault.USED_BEFORE);
        assertThatCode(() -> history.require(tenant, ANN, policy(5), "first")).doesNotThrowAnyException();
    }

    @Test
    void forgetsWhatNobodyWantsRememberedAnyMore() {
        change("first", policy(5));
        change("second", policy(5));
        change("third", policy(0));

        assertThat(kept(99)).hasSize(1);
        assertThatCode(() -> history.require(tenant, ANN, policy(0), "third")).doesNotThrowAnyException();
    }

    private void change(String password, PasswordPolicy policy) {
        var hash = passwords.hash(password);
        database.change(tx -> store.change(tx, tenant, ANN, new UserId(ANN), hash, policy.remembered(), Instant.EPOCH));
    }

    private List<PasswordHash> kept(int most) {
        return database.read(tx -> store.recent(tx, tenant, ANN, most));
    }

    private PasswordFault fault(String password, PasswordPolicy policy) {
        var refusal =
                catchThrowableOfType(ProblemException.class, () -> history.require(tenant, ANN, policy, password));
        return ((Problem.PasswordRefused) refusal.problem()).fault();
    }

    private static PasswordPolicy policy(int size) {
        return PasswordPolicy.of(
                JsonObject.ofWritten("{\"password_history\":{\"enable\":" + (size > 0) + ",\"size\":" + size + "}}"));
    }
}
