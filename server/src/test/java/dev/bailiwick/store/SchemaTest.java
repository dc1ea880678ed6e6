package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.store.TestDatabase.Engine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

    private static final String HISTORY = "SELECT installed_rank AS number FROM flyway_schema_history ORDER BY 1";

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

    private static List<Integer> history(Database database) {
        return database.read(tx -> tx.list(HISTORY, _ -> {}, (row, _) -> row.getInt("number")));
    }
}
