package dev.bailiwick.job;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.job.Job.Progress;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.user.UserExport;
import dev.bailiwick.user.UserExport.Wanted;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes users out, some with each step, in the order of their creation. What a step has written is compressed by itself: several such
 * pieces, one behind the other, are one file (RFC 1952 section 2.2), so that nothing but the last user's number has to be known
 * to go on.
 */
final class ExportWork implements Work {

    /** How many users a step writes, unless they are long. */
    private static final int BATCH = 200;

    /** How many of them are in memory at once: a profile may be a million characters. */
    private static final int PAGE = 20;

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
        long limit = task.job().settings().number("/limit").orElse(Long.MAX_VALUE);
        Wanted wanted;
        try {
            wanted = new Wanted(connection(task), hasHashes, false);
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
            isLast = step(task, wanted, limit, total);
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

    /** Writes some, and tells whether they were the last. */
    private boolean step(Task task, Wanted wanted, long limit, long total) {
        var before = task.progress();
        var settings = task.job().settings();
        var fields = ExportField.of(settings, hasHashes);
        var format = ExportFormat.of(settings);
        var piece = new ExportPiece();
        if (before.chunks() == 0) {
            piece.write(format.head(fields));
        }
        long end = Math.min(limit, before.done() + BATCH);
        long done = before.done();
        long position = before.position();
        boolean isLast = false;
        while (!isLast && done < end && !piece.isFull()) {
            var page = exports.page(task.tenant(), wanted, position, (int) Math.min(PAGE, end - done));
            for (var user : page) {
                if (piece.isFull()) {
                    break;
                }
                piece.write(format.line(fields, user.item()));
                done++;
                position = user.number();
            }
            isLast = page.isEmpty() || done >= limit;
        }
        save(task, piece.end(), done, Math.max(done, total), position);
        return isLast;
    }

    private void save(Task task, byte[] piece, long done, long total, long position) {
        var chunks = task.progress().chunks();
        task.step(tx -> {
            contents.insert(tx, task.tenant(), task.id(), chunks, piece);
            return new Progress(done, total, 0, 0, 0, position, chunks + 1);
        });
    }
}
