package dev.bailiwick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a failed statement says goes to the log, and what was to be stored does not. */
@EachEngine
class FailureMessageTest {

    private static final String SECRET = "s3cr3t-4rgument";
    private static final String INSERT = "INSERT INTO installation (name, value) VALUES (:name, :value)";

    private final Database database;

    FailureMessageTest(Database empty) {
        this.database = empty;
    }

    @Test
    void tellsNoArgumentOfAStatement() {
        says("installation", tx -> {
            tx.write(INSERT, u -> u.bind("name", SECRET).bind("value", SECRET));
            tx.write(INSERT, u -> u.bind("name", SECRET).bind("value", SECRET));
        });
        says(
                "installation",
                tx -> tx.write(
                        "INSERT INTO installation (name, value) VALUES (:name, NULL)", u -> u.bind("name", SECRET)));
        says("nowhere", tx -> tx.write("UPDATE nowhere SET a = :a", u -> u.bind("a", SECRET)));
        says(
                "nowhere",
                tx -> tx.first("SELECT :a FROM nowhere", q -> q.bind("a", SECRET), (row, _) -> row.getString(1)));
    }

    @Test
    void tellsNoArgumentOfABulk() {
        says(
                "installation",
                tx -> tx.bulk(
                        INSERT,
                        List.of("b", SECRET, SECRET),
                        (batch, name) -> batch.bind("name", name).bind("value", SECRET)));
    }

    private void says(String expected, Consumer<Tx> work) {
        var thrown = catchThrowable(() -> database.change(work));

        assertThat(thrown).isNotNull();
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains(expected).doesNotContain(SECRET);
    }
}
