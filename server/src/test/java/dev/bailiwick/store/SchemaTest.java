package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.store.TestDatabase.Engine;
import dev.bailiwick.tenant.TestTenants;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaTest {

    private static final int FAILING_CALLS = 2;
    private static final String HISTORY = "SELECT installed_rank AS number FROM flyway_schema_history ORDER BY 1";

    private static final String CLIENT = """
            INSERT INTO client (id, seq, settings, tenant_id, name, app_type, grant_types, is_global, is_first_party, auth_method,
                secret_digest, secret_sealed, created_at)
            SELECT %s, id, 'n', '', '', FALSE, TRUE, '', '', '', 1 FROM tenant
            """;

    @ParameterizedTest
    @EnumSource
    void migratesOnceAndFindsNothingToDoAtTheSecondStart(Engine engine) {
        try (var blank = engine.makeBlank()) {
            List<Integer> first;
            try (var database = blank.open()) {
                database.change(tx -> tx.write("INSERT INTO installation (name, value) VALUES ('a', 'b')", _ -> {}));
                first = history(database);
            }

            try (var database = blank.open()) {
                assertThat(history(database)).isNotEmpty().isEqualTo(first);
                assertThat(database.<Optional<String>>read(tx ->
                                tx.first("SELECT value FROM installation", _ -> {}, (row, _) -> row.getString(1))))
                        .contains("b");
            }
        }
    }

    @Test
    void migratesOnceWhenSeveralNodesStartOnAnEmptyDatabase() {
        for (int round = 0; round < 3; round++) {
            try (var blank = Engine.POSTGRES.makeBlank()) {
                var nodes = IntStream.range(0, 3)
                        .mapToObj(_ -> CompletableFuture.supplyAsync(
                                () -> PostgresDatabase.open(blank.url()), Thread::startVirtualThread))
                        .toList();

                var databases = nodes.stream().map(CompletableFuture::join).toList();

                assertThat(history(databases.getFirst()))
                        .doesNotHaveDuplicates()
                        .isNotEmpty();
                databases.forEach(Database::close);
            }
        }
    }

    @Test
    void triesAgainWhatFailsBesideANodeThatWasKilledWhileItMigrated() {
        try (var blank = Engine.POSTGRES.makeBlank()) {
            var source = new PGSimpleDataSource();
            source.setUrl(blank.url());
            var calls = new AtomicInteger();

            Schema.POSTGRES.migrate(failingAtFirst(source, calls));

            assertThat(calls.get()).isGreaterThan(FAILING_CALLS);
            try (var database = blank.open()) {
                assertThat(history(database)).hasSizeGreaterThan(1);
            }
        }
    }

    @Test
    void knowsItsNewestMigration() throws Exception {
        var directory = Path.of(Objects.requireNonNull(Schema.class.getResource("/db/migration"))
                .toURI());
        try (var files = Files.list(directory)) {
            var newest = files.map(file -> MigrationVersion.fromVersion(
                            file.getFileName().toString().replaceFirst("^V(.+?)__.*", "$1")))
                    .max(Comparator.naturalOrder());

            assertThat(newest.map(MigrationVersion::getVersion)).contains(String.valueOf(Schema.NEWEST));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesAnAliasThatSeveralClientsHadToTheEldest(Engine engine) {
        try (var fresh = engine.make()) {
            try (var database = fresh.open()) {
                TestTenants.add(database, "acme");
                database.change(tx -> {
                    tx.write(CLIENT.formatted("'young', 99, '{\"client_aliases\":[\"urn:a\",\"urn:b\"]}'"), _ -> {});
                    tx.write(
                            CLIENT.formatted("'old', 98, '{\"client_aliases\":[\"urn:a\",\"urn:a\",\""
                                    + "x".repeat(9_000) + "\"]}'"),
                            _ -> {});
                    tx.write(CLIENT.formatted("'none', 97, '{\"name\":\"client_aliases\"}'"), _ -> {});
                    tx.write("DROP TABLE client_alias", _ -> {});
                    tx.write("DELETE FROM flyway_schema_history WHERE version = '13'", _ -> {});
                });
            }

            try (var database = fresh.open()) {
                assertThat(database.<List<String>>read(tx -> tx.list(
                                "SELECT alias || ' ' || client_id FROM client_alias ORDER BY 1",
                                _ -> {},
                                (row, _) -> row.getString(1))))
                        .containsExactly("urn:a old", "urn:b young");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesToFlywayWhateverTheHistoryDoesNotHold(Engine engine) {
        try (var fresh = engine.make()) {
            try (var database = fresh.open()) {
                database.change(tx -> tx.write("DELETE FROM flyway_schema_history", _ -> {}));
            }

            assertThatThrownBy(fresh::open).hasMessageContaining("V1__first_tables.sql");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesADatabaseOfANewerVersion(Engine engine) {
        try (var fresh = engine.make()) {
            try (var database = fresh.open()) {
                database.change(
                        tx -> tx.write("UPDATE flyway_schema_history SET version = '99' WHERE version = '2'", _ -> {}));
            }

            assertThatThrownBy(fresh::open).hasMessageContaining("made by a newer version");
        }
    }

    /** Fails the look at the history, and then the first migration. */
    private static DataSource failingAtFirst(DataSource source, AtomicInteger calls) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    if (calls.incrementAndGet() <= FAILING_CALLS) {
                        throw new SQLException("relation \"tenant\" already exists", "42P07");
                    }
                    return method.invoke(source, arguments);
                });
    }

    private static List<Integer> history(Database database) {
        return database.read(tx -> tx.list(HISTORY, _ -> {}, (row, _) -> row.getInt("number")));
    }
}
