package dev.bailiwick.crash;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the writers asked for and what they were told, kept outside the processes that are killed. */
final class Ledger implements AutoCloseable {

    /** The name of acknowledged changes among the {@link #answers}. */
    static final String DONE = "done";

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> answers = new TreeMap<>();
    private final FileOutputStream file;
    private Optional<Runnable> signal = Optional.empty();

    /**
     * An empty ledger.
     *
     * @param file a copy for whoever looks for the cause of a failure
     */
    Ledger(Path file) throws IOException {
        this.file = new FileOutputStream(file.toFile());
    }

    /** One change and how it went. */
    record Entry(Instant invoked, Change change, Outcome outcome) {}

    /** Writes down how a change went. The order of one writer's changes is kept. */
    void write(Instant invoked, Change change, Outcome outcome) {
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Unexpected) {
            takeSignal().ifPresent(Runnable::run); // before all else: what it does must come as soon as it can
        }
        add(new Entry(invoked, change, outcome));
    }

    /** Has something done once, by the thread that gets the next answer other than to ask again. */
    synchronized void atNextAnswer(Runnable todo) {
        signal = Optional.of(todo);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How many changes ended in which way. */
    synchronized Map<String, Integer> answers() {
        return Map.copyOf(answers);
    }

    /** Brings the copy to the disk. */
    synchronized void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private synchronized Optional<Runnable> takeSignal() {
        var taken = signal;
        signal = Optional.empty();
        return taken;
    }

    private synchronized void add(Entry entry) {
        entries.add(entry);
        answers.merge(
                switch (entry.outcome) {
                    case Outcome.Done _ -> DONE;
                    case Outcome.Unavailable _ -> "unavailable";
                    case Outcome.Unknown(var reason) -> "unknown (" + reason + ")";
                    case Outcome.Unexpected(int status) -> "unexpected " + status;
                },
                1,
                Integer::sum);
        try {
            file.write((entry + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
