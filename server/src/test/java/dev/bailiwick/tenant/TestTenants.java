package dev.bailiwick.tenant;

import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Tenants for tests that need one for their rows to belong to. */
public final class TestTenants {

    private TestTenants() {}

    /** Adds a tenant of this name. */
    public static TenantId add(Database database, String name) {
        var tenants = new Tenants(database, Clock.systemUTC(), new RandomText(new SecureRandom()));
        return database.transaction(tx -> tenants.addDefault(tx, name, name + ".test"))
                .id();
    }

    /** Adds a tenant of this name beside the default one. */
    public static TenantId addFurther(Database database, String name) {
        var tenants = new Tenants(database, Clock.systemUTC(), new RandomText(new SecureRandom()));
        return database.transaction(tx -> tenants.add(tx, name, name + ".test", Optional.empty()))
                .tenant()
                .id();
    }
}
