package dev.bailiwick.user;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.client.Clients;
import dev.bailiwick.connection.Connections;
import dev.bailiwick.rbac.Assignments;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.Turns;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The feature put together: a tenant's users and what is theirs.
 *
 * @param accounts how they are made and changed one by one
 * @param identities the accounts by which they come
 * @param imports how they come in by files
 * @param exports how they are read out
 * @param removal how they go
 * @param authenticationMethods what they prove themselves by
 * @param multifactor what they are asked for beside their passwords
 * @param grants what they have allowed clients
 * @param usedClients which clients they have logged in with
 * @param passwords what calculates with passwords; to be closed
 */
public record Directory(
        Users users,
        UserAccounts accounts,
        UserIdentities identities,
        UserImport imports,
        UserExport exports,
        UserRemoval removal,
        AuthenticationMethods authenticationMethods,
        Multifactor multifactor,
        UserGrants grants,
        DeviceCredentials deviceCredentials,
        UsedClients usedClients,
        Passwords passwords,
        Tickets tickets,
        LoginBlocks loginBlocks,
        ActiveUsers activeUsers) {

    /** The feature over a database. */
    public static Directory over(
            Database database,
            Connections connections,
            Clients clients,
            Assignments assignments,
            UserRemoval removal,
            SecretBox box,
            AuditLog audit,
            Turns turns,
            Clock clock,
            RandomGenerator random) {
        var text = new RandomText(random);
        var passwords = new Passwords(random);
        var methods = new AuthenticationMethods(database, box, audit, clock, text);
        return new Directory(
                new Users(database),
                new UserAccounts(database, connections, passwords, box, audit, clock, text, turns),
                new UserIdentities(database, assignments, audit, clock, turns),
                new UserImport(database, connections, methods, box, audit, clock, text, turns),
                new UserExport(database, box),
                removal,
                methods,
                new Multifactor(database, methods, audit, text),
                new UserGrants(database, audit),
                new DeviceCredentials(database, audit, text),
                new UsedClients(database),
                passwords,
                new Tickets(database, connections, clients, audit, clock, text),
                new LoginBlocks(database, connections, audit, clock),
                new ActiveUsers(database, clock));
    }
}
