package dev.bailiwick.rbac;

import dev.bailiwick.audit.AuditLog;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.client.ClientId;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.PostgresDatabase;
import dev.bailiwick.store.SqliteDatabase;
import dev.bailiwick.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * A large world: 10,000 groups nested 8 deep, 1,000 roles and 5,000 permissions over 20 applications, and as many users as
 * wanted with 5 groups each. The structure goes in as an import does, the members as bulk rows.
 */
public final class PolicyWorld {

    public static final int CLIENTS = 20;
    private static final int GROUPS = 10_000;
    private static final int DEPTH = 8;
    private static final int ROLES = 1_000;
    private static final int PERMISSIONS = 5_000;
    private static final int GROUPS_OF_USER = 5;
    private static final int PROGRESS = 100_000;

    private PolicyWorld() {}

    public static String user(int number) {
        return "auth0|%024d".formatted(number);
    }

    public static String client(int number) {
        return "application-%02d".formatted(number);
    }

    public static String group(int number) {
        return new UUID(1, number).toString();
    }

    public static String role(int number) {
        return new UUID(2, number).toString();
    }

    /** Fills a database whose tenant is there already; {@code url} is a file of SQLite's or a JDBC URL. */
    public static void load(String url, int users) throws Exception {
        boolean isSqlite = !url.startsWith("jdbc:");
        String tenant;
        try (var connection = connect(url);
                var rows = connection.createStatement().executeQuery("SELECT id FROM tenant WHERE is_default")) {
            rows.next();
            tenant = rows.getString(1);
        }
        try (Database database = isSqlite ? SqliteDatabase.open(Path.of(url)) : PostgresDatabase.open(url)) {
            var random = new SecureRandom();
            Authorization.over(database, new AuditLog(Clock.systemUTC(), new RandomText(random)), Clock.systemUTC(), random)
                    .worlds()
                    .replace(new TenantId(tenant), structure().toLong(), Origin.command("benchmark"));
        }
        try (var connection = connect(url)) {
            var seqs = seqs(connection, tenant);
            if (isSqlite) {
                insert(connection, tenant, seqs, users);
            } else {
                copy(connection, tenant, seqs, users);
            }
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE user_group SET has_members = " + (isSqlite ? "1" : "TRUE"));
                statement.executeUpdate("INSERT INTO group_size (tenant_id, group_seq, part, members) "
                        + "SELECT tenant_id, group_seq, 1, COUNT(*) FROM group_member GROUP BY tenant_id, group_seq");
                statement.execute(isSqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "ANALYZE");
            }
        }
        System.err.println();
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url.startsWith("jdbc:") ? url : "jdbc:sqlite:" + url);
    }

    static World structure() {
        var random = new Random(1);
        var groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> new Group(
                        new GroupId(group(i)),
                        "Group %05d".formatted(i),
                        "",
                        null,
                        i % DEPTH == DEPTH - 1 ? null : List.of(new GroupId(group(i + 1))),
                        random.ints(0, ROLES)
                                .distinct()
                                .limit(2)
                                .mapToObj(role -> new RoleId(role(role)))
                                .toList(),
                        null))
                .toList();
        int rolesOfClient = ROLES / CLIENTS;
        int permissionsOfClient = PERMISSIONS / CLIENTS;
        var roles = IntStream.range(0, ROLES)
                .mapToObj(i -> new Role(
                        new RoleId(role(i)),
                        new ClientId(client(i / rolesOfClient)),
                        "client",
                        "Role %04d".formatted(i),
                        "",
                        IntStream.range(0, 10)
                                .mapToObj(_ -> permission(
                                        i / rolesOfClient * permissionsOfClient + random.nextInt(permissionsOfClient)))
                                .toList(),
                        null))
                .toList();
        var permissions = IntStream.range(0, PERMISSIONS)
                .mapToObj(i -> new Permission(
                        permission(i),
                        new ClientId(client(i / permissionsOfClient)),
                        "client",
                        "do:thing-%04d".formatted(i),
                        ""))
                .toList();
        return new World(List.of("groups", "roles", "permissions"), groups, roles, permissions, Map.of());
    }

    private static PermissionId permission(int number) {
        return new PermissionId(new UUID(3, number).toString());
    }

    private static List<Long> seqs(Connection connection, String tenant) throws SQLException {
        var seqs = new ArrayList<Long>();
        try (var query = connection.prepareStatement("SELECT seq FROM user_group WHERE tenant_id = ? ORDER BY seq")) {
            query.setString(1, tenant);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    seqs.add(rows.getLong(1));
                }
            }
        }
        return seqs;
    }

    private static void insert(Connection connection, String tenant, List<Long> seqs, int users) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA cache_size = -1000000");
        }
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement(
                "INSERT INTO group_member (tenant_id, group_seq, user_id, position) VALUES (?, ?, ?, ?)")) {
            var random = new Random(2);
            for (int user = 0; user < users; user++) {
                for (long seq : groupsOf(random, seqs)) {
                    insert.setString(1, tenant);
                    insert.setLong(2, seq);
                    insert.setString(3, user(user));
                    insert.setLong(4, user);
                    insert.executeUpdate();
                }
                progress(user, users);
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void copy(Connection connection, String tenant, List<Long> seqs, int users) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY group_member (tenant_id, group_seq, user_id, position) FROM STDIN");
        var random = new Random(2);
        for (int user = 0; user < users; user++) {
            var rows = new StringBuilder();
            for (long seq : groupsOf(random, seqs)) {
                rows.append(tenant).append('\t').append(seq).append('\t').append(user(user));
                rows.append('\t').append(user).append('\n');
            }
            var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
            copy.writeToCopy(bytes, 0, bytes.length);
            progress(user, users);
        }
        copy.endCopy();
    }

    private static List<Long> groupsOf(Random random, List<Long> seqs) {
        return random.ints(0, seqs.size())
                .distinct()
                .limit(GROUPS_OF_USER)
                .mapToObj(seqs::get)
                .toList();
    }

    private static void progress(int user, int users) {
        if ((user + 1) % PROGRESS == 0) {
            System.err.printf("\r%3d %% of %,d users", 100L * (user + 1) / users, users);
        }
    }
}
