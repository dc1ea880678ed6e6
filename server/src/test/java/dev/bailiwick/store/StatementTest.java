package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One SQL text, the same answer from both engines. */
@EachEngine
class StatementTest {

    private static final String INSERT = "INSERT INTO installation (name, value) VALUES (:name, :value)";
    private static final String COUNT = "SELECT COUNT(*) AS many FROM installation";

    private final Database database;

    StatementTest(Database empty) {
        this.database = empty;
    }

    @Test
    void insertsTenThousandRowsInBulk() {
        insert(IntStream.range(0, 10_000).mapToObj(i -> "name-" + i).toList());

        assertThat(count()).isEqualTo(10_000);
    }

    @Test
    void leavesNothingOfABulkThatFailsNearItsEnd() {
        var names = new ArrayList<>(
                IntStream.range(0, 2_500).mapToObj(i -> "name-" + i).toList());
        names.add("name-0");

        assertThatThrownBy(() -> insert(names)).isInstanceOf(RuntimeException.class);

        assertThat(count()).isZero();
    }

    @Test
    void acceptsABulkOfNothing() {
        insert(List.of());

        assertThat(count()).isZero();
    }

    @Test
    void handsOverRowsOneByOne() {
        insert(IntStream.range(0, 5_000).mapToObj(i -> "name-" + i).toList());
        var read = new ArrayList<String>();

        var stopped = new IllegalStateException("enough");
        assertThatThrownBy(() -> database.snapshot(tx -> {
                    tx.each("SELECT name FROM installation", _ -> {}, (row, _) -> row.getString("name"), name -> {
                        read.add(name);
                        if (read.size() == 3) {
                            throw stopped;
                        }
                    });
                    return true;
                }))
                .isSameAs(stopped);

        assertThat(read).hasSize(3);
    }

    @Test
    void sortsTextByItsBytes() {
        insert(List.of("ä", "a", "Z", "z", "\uD83D\uDE00", "\uFFFD"));

        var sorted = database.read(tx ->
                tx.list("SELECT name FROM installation ORDER BY name", _ -> {}, (row, _) -> row.getString("name")));

        assertThat(sorted).containsExactly("Z", "a", "z", "ä", "\uFFFD", "\uD83D\uDE00");
    }

    @Test
    void comparesTextByItsBytes() {
        insert(List.of("a", "A", "ab", "b"));

        var found = database.read(tx -> tx.list(
                "SELECT name FROM installation WHERE name >= :from AND name < :to ORDER BY name",
                q -> q.bind("from", "a").bind("to", "b"),
                (row, _) -> row.getString("name")));

        assertThat(found).containsExactly("a", "ab");
    }

    @Test
    void readsBooleansAsTheyWereWritten() {
        database.change(tx -> {
            tx.write("CREATE TABLE flag (name TEXT, raised BOOLEAN NOT NULL)", _ -> {});
            for (boolean raised : new boolean[] {true, false}) {
                tx.write(
                        "INSERT INTO flag (name, raised) VALUES (:name, :raised)",
                        u -> u.bind("name", String.valueOf(raised)).bind("raised", raised));
            }
            tx.write("UPDATE flag SET name = 'was ' || name WHERE NOT raised", _ -> {});
        });

        assertThat(database.<List<String>>read(tx -> tx.list(
                        "SELECT name FROM flag WHERE raised OR raised = :other ORDER BY name",
                        q -> q.bind("other", false),
                        (row, _) -> row.getString("name"))))
                .containsExactly("true", "was false");
        assertThat(database.<List<Boolean>>read(tx -> tx.list(
                        "SELECT raised FROM flag ORDER BY name", _ -> {}, (row, _) -> row.getBoolean("raised"))))
                .containsExactly(true, false);
    }

    @Test
    void countsUpInOneStatement() {
        var upsert = """
                INSERT INTO installation (name, value) VALUES (:name, '1')
                ON CONFLICT (name) DO UPDATE SET value = installation.value || '1'
                RETURNING value
                """;

        var values = database.<List<String>>transaction(tx -> IntStream.range(0, 3)
                .mapToObj(_ -> tx.first(upsert, q -> q.bind("name", "count"), (row, _) -> row.getString("value"))
                        .orElseThrow())
                .toList());

        assertThat(values).containsExactly("1", "11", "111");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void consumesARowOnce() {
        insert(List.of("ticket"));
        var consume = "DELETE FROM installation WHERE name = :name RETURNING value";

        var first = database.transaction(
                tx -> tx.first(consume, q -> q.bind("name", "ticket"), (row, _) -> row.getString("value")));
        var second = database.transaction(
                tx -> tx.first(consume, q -> q.bind("name", "ticket"), (row, _) -> row.getString("value")));

        assertThat(first).contains("value");
        assertThat(second).isEmpty();
    }

    private void insert(List<String> names) {
        database.change(tx ->
                tx.bulk(INSERT, names, (batch, name) -> batch.bind("name", name).bind("value", "value")));
    }

    private int count() {
        return database.read(
                tx -> tx.first(COUNT, _ -> {}, (row, _) -> row.getInt("many")).orElseThrow());
    }
}
