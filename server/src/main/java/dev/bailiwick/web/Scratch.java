package dev.bailiwick.web;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Deadline;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Room on the disk for what is longer than memory while somebody works on it. So many have room at once, and nothing stays. */
public final class Scratch {

    private static final System.Logger LOG = System.getLogger(Scratch.class.getName());
    private static final int FILES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final FileAttribute<?> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final Semaphore files = new Semaphore(FILES);

    /** In a directory that has room. */
    public Scratch(Path directory) {
        this.directory = directory;
    }

    /** An empty file without a name, gone when it is closed or the process ends. Throws {@link Problem.Unavailable} for want of room. */
    public ScratchFile open() {
        Deadline.acquire(files, PATIENCE);
        boolean isOpen = false;
        try {
            var file = Files.createTempFile(directory, "scratch-", "", OWNERS_ONLY);
            // The name goes at once where the system allows that.
            var channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            isOpen = true;
            return new ScratchFile(channel, files::release);
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
