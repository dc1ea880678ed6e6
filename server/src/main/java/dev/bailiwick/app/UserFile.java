package dev.bailiwick.app;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.json.JsonObjects;
import dev.bailiwick.json.JsonObjects.Item;
import dev.bailiwick.operator.UserBatch;
import dev.bailiwick.user.UserImport.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file of users, which is read and taken some users at a time, so that it may be longer than memory. */
final class UserFile implements AutoCloseable {

    private static final int MOST = UserBatch.MOST;

    /** In characters of JSON; one user may have half of it. */
    private static final long MOST_TEXT = 2L * JsonObjects.LONGEST;

    private final JsonObjects objects;
    private final Consumer<String> refusals;
    private final List<JsonObject> users = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private long text;
    private long created;
    private long updated;
    private long refused;

    private UserFile(JsonObjects objects, Consumer<String> refusals) {
        this.objects = objects;
        this.refusals = refusals;
    }

    /** What became of all who are in the file. */
    record Counts(long created, long updated, long refused) {}

    /** Has some users taken. */
    interface Taker {
        Taken take(List<JsonObject> users) throws IOException, InterruptedException;
    }

    /** A file whose refused users are named on standard error. */
    static UserFile open(Path file) throws IOException {
        return open(file, System.err::println);
    }

    /** The same, with another place for the names. */
    static UserFile open(Path file, Consumer<String> refusals) throws IOException {
        return new UserFile(JsonObjects.over(ProgressStream.openPieceByPiece(file)), refusals);
    }

    /** Whether it is an array, as Auth0's import jobs read, and not lines, as its exports are. */
    boolean isArray() {
        return objects.isArray();
    }

    /** Has all taken, and names those who cannot be. */
    Counts bringIn(Taker taker) throws IOException, InterruptedException {
        for (var next = objects.next(); next.isPresent(); next = objects.next()) {
            switch (next.get()) {
                case Item.Broken(var number, var reason) -> refuse(number, reason);
                case Item.Read(var number, var user) -> {
                    int length = user.toString().length();
                    if (length > JsonObjects.LONGEST) {
                        refuse(number, "is longer than %,d characters".formatted(JsonObjects.LONGEST));
                        continue;
                    }
                    if (users.size() == MOST || text + length > MOST_TEXT) {
                        take(taker);
                    }
                    users.add(user);
                    numbers.add(number);
                    text += length;
                }
            }
        }
        take(taker);
        return new Counts(created, updated, refused);
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }

    private void take(Taker taker) throws IOException, InterruptedException {
        if (!users.isEmpty()) {
            var taken = taker.take(List.copyOf(users));
            created += taken.created();
            updated += taken.updated();
            taken.refused().forEach(refusal -> refuse(numbers.get(refusal.index()), refusal.reason()));
        }
        users.clear();
        numbers.clear();
        text = 0;
    }

    private void refuse(long number, String reason) {
        refused++;
        refusals.accept((isArray() ? "element " : "line ") + number + ": " + reason);
    }
}
