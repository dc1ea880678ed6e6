package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.OwnersOnly;
import dev.bailiwick.store.Deadline;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Room on the disk for what is longer than memory while somebody works on it. So many have room at once, few of them of one owner,
 * and nothing stays. The operator has room apart, which nobody else can use up.
 */
public final class Scratch {

    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());
    private static final int FILES = 16;
    private static final int FILES_OF_ONE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path directory;
    private final int most;
    private final @Nullable Scratch operators;
    private final Semaphore files = new Semaphore(FILES);
    private final Map<String, Integer> owners = new ConcurrentHashMap<>();

    /** In a directory that has room. */
    public Scratch(Path directory) {
        this(directory, FILES_OF_ONE, new Scratch(directory, FILES, null));
    }

    private Scratch(Path directory, int most, @Nullable Scratch operators) {
        this.directory = directory;
        this.most = most;
        this.operators = operators;
    }

    /** The operator's own. */
    public Scratch ofOperator() {
        return operators == null ? this : operators;
    }

    /**
     * An empty file without a name, gone when it is closed or the process ends. Throws {@link Problem.Unavailable} for want of room,
     * and where the owner has as many as one may have: somebody who reads slowly is not to keep all others waiting.
     */
    public ScratchFile open(String owner) {
        boolean isOpen = false;
        try {
            if (owners.merge(owner, 1, Integer::sum) > most) {
                throw Problem.Unavailable.SOON.asException();
            }
            var file = opened(() -> leave(owner));
            isOpen = true;
            return file;
        } finally {
            if (!isOpen) {
                leave(owner);
            }
        }
    }

    private void leave(String owner) {
        owners.computeIfPresent(owner, (_, count) -> count == 1 ? null : count - 1);
    }

    private ScratchFile opened(Runnable closed) {
        Deadline.acquire(files, PATIENCE);
        boolean isOpen = false;
        try {
            var file = Files.createTempFile(directory, "scratch-", "", OwnersOnly.FILE);
            // The name goes at once where the system allows that.
            var channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            isOpen = true;
            return new ScratchFile(channel, () -> {
                files.release();
                closed.run();
            });
        } catch (IOException e) {
            throw noRoom(e);
        } finally {
            if (!isOpen) {
                files.release();
            }
        }
    }

    static RuntimeException noRoom(IOException e) {
        LOG.log(Level.ERROR, "There is no room for temporary files: {0}", e.getMessage());
        return Problem.Unavailable.SOON.asException();
    }
}
