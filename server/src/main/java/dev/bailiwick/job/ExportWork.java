package dev.bailiwick.job;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.user.UserExport;
import dev.bailiwick.user.UserExport.Wanted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * Writes users out, some with each step, in the order of their creation. What a step has written is compressed by itself: several such
 * pieces, one behind the other, are one file (RFC 1952 section 2.2), so that nothing but the last user's number has to be known
 * to go on.
 */
final class ExportWork implements Work {

    private static final int BATCH = 200;

    private final Connections connections;
    private final UserExport exports;
    private final boolean hasHashes;
    private final JobContentStore contents = new JobContentStore();

    /**
     * The work over these.
     *
     * @param hasHashes whether the operator lets hashes of passwords be written
     */
    ExportWork(Connections connections, UserExport exports, boolean hasHashes) {
        this.connections = connections;
        this.exports = exports;
        this.hasHashes = hasHashes;
    }

    @Override
    public void goOn(Task task, BooleanSupplier isEnding) {
        var settings = task.job().settings();
        long limit = settings.number("/limit").orElse(Long.MAX_VALUE);
        Wanted wanted;
        try {
            wanted = new Wanted(connection(task), hasHashes);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.NotFound) {
                task.fail("The connection does not exist.");
                return;
            }
            throw e;
        }
        long total = Math.min(limit, exports.count(task.tenant(), wanted));
        boolean isLast = task.progress().chunks() > 0 && task.progress().done() >= limit;
        while (!isLast && !isEnding.getAsBoolean()) {
            int most = (int) Math.min(BATCH, limit - task.progress().done());
            var page = exports.page(task.tenant(), wanted, task.progress().position(), most);
            isLast = page.size() < most || task.progress().done() + page.size() >= limit;
            step(task, page, settings, total);
        }
        if (isLast) {
            task.complete();
        }
    }

    private Optional<String> connection(Task task) {
        return Optional.of(task.job().connection())
                .filter(id -> !id.isEmpty())
                .map(id -> connections.get(task.tenant(), id).name());
    }

    private void step(Task task, List<Numbered<JsonObject>> page, JsonObject settings, long total) {
        var before = task.progress();
        var fields = ExportField.of(settings, hasHashes);
        var format = ExportFormat.of(settings);
        var text = new StringBuilder(before.chunks() == 0 ? format.head(fields) : "");
        page.forEach(user -> text.append(format.line(fields, user.item())));
        var piece = compressed(text.toString());
        long done = before.done() + page.size();
        task.step(tx -> {
            contents.insert(tx, task.tenant(), task.id(), before.chunks(), piece);
            return new Progress(
                    done,
                    Math.max(done, total),
                    0,
                    0,
                    0,
                    page.isEmpty() ? before.position() : page.getLast().number(),
                    before.chunks() + 1);
        });
    }

    private static byte[] compressed(String text) {
        var piece = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(piece)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return piece.toByteArray();
    }
}
