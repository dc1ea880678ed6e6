package dev.bailiwick.tenant;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import java.security.SecureRandom;
import java.time.Clock;

/** Tenants for tests that need one for their rows to belong to. */
public final class TestTenants {

    private TestTenants() {}

    /** Adds a tenant of this name. */
    public static TenantId add(Database database, String name) {
        var tenants = new Tenants(database, Clock.systemUTC(), new RandomText(new SecureRandom()));
        return database.transaction(tx -> tenants.addDefault(tx, name, name + ".test"))
                .id();
    }
}
