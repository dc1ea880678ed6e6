package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.token.KeyState;
import dev.bailiwick.token.SigningKey;
import dev.bailiwick.web.Scratch;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class NextKeysTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Database database;
    private final Features features;
    private final TenantFounding founding;

    NextKeysTest(Database empty, @TempDir Path directory) {
        database = empty;
        features =
                Features.over(new Storage(empty, new SecretBox(new byte[32]), new Scratch(directory), null), at(NOW));
        founding = new TenantFounding(features);
    }

    @Test
    void givesANextKeyToTenantsThatHaveBeenThereForAWhile() {
        var acme = founded("acme");
        var globex = founded("globex");

        look(NextKeys.PAUSE.minusMillis(1));
        assertThat(states(acme)).containsExactly(KeyState.CURRENT);

        look(NextKeys.PAUSE);
        assertThat(states(acme)).containsExactly(KeyState.CURRENT, KeyState.NEXT);
        assertThat(states(globex)).containsExactly(KeyState.CURRENT, KeyState.NEXT);
    }

    @Test
    void passesOverTenantsThatAreGone() {
        var acme = founded("acme");
        database.change(tx -> features.tenants().remove(tx, acme));

        look(NextKeys.PAUSE);

        assertThat(states(acme)).containsExactly(KeyState.CURRENT);
    }

    private Tenant founded(String name) {
        var first = FirstClient.of(Optional.empty(), Optional.empty(), features.random());
        var prepared = founding.prepare(name + ".test", first);
        return database.transaction(tx -> {
            var tenant = features.tenants()
                    .add(tx, name, name + ".test", Optional.empty())
                    .tenant();
            founding.complete(tx, tenant, prepared);
            return tenant;
        });
    }

    private void look(Duration later) {
        try (var keys = new NextKeys(features.signingKeys(), features.keyRotation(), at(NOW.plus(later)))) {
            keys.look();
        }
    }

    private List<KeyState> states(Tenant tenant) {
        return features.signingKeys().list(tenant.id()).stream()
                .map(SigningKey::state)
                .toList();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }
}
