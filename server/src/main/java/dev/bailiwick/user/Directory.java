package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import java.time.Clock;

/**
 * The feature put together: a tenant's users and what is theirs.
 *
 * @param imports how they come in by files
 * @param removal how they go
 * @param grants what they have allowed clients
 * @param passwords what calculates with passwords; to be closed
 */
public record Directory(
        Users users,
        UserImport imports,
        UserRemoval removal,
        UserGrants grants,
        DeviceCredentials deviceCredentials,
        Passwords passwords) {

    /** The feature over a database. */
    public static Directory over(
            Database database, UserRemoval removal, AuditLog audit, Clock clock, RandomText random) {
        return new Directory(
                new Users(database),
                new UserImport(database, audit, clock, random),
                removal,
                new UserGrants(database, audit),
                new DeviceCredentials(database, audit),
                new Passwords(random.random()));
    }
}
