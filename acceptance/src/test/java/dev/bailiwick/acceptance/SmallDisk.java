package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file system of a few megabytes, in memory and in a mount namespace of its own: nobody else sees it, and it is gone with
 * the process that holds it. Servers are started inside.
 */
final class SmallDisk implements AutoCloseable {

    private static final int MEBIBYTE = 1 << 20;
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    private final Process holder;
    private final Path place;

    private SmallDisk(Process holder, Path place) {
        this.holder = holder;
        this.place = place;
    }

    /** Mounts one at an existing directory. */
    static SmallDisk mount(Path place, int mebibytes) throws IOException {
        var mount = "mount -t tmpfs -o size=%dm,mode=700 small '%s' && echo mounted && exec cat"
                .formatted(mebibytes, place);
        var holder = new ProcessBuilder("unshare", IS_ROOT ? "-m" : "-Urm", "sh", "-c", mount)
                .redirectErrorStream(true)
                .start();
        BufferedReader output = holder.inputReader();
        assertThat(output.readLine())
                .as("This test needs a file system that it can fill up: root, or the right to unshare user namespaces")
                .isEqualTo("mounted");
        return new SmallDisk(holder, place);
    }

    /** What to put before a command that shall see the file system. */
    List<String> inside() {
        var enter = List.of("nsenter", "--target", String.valueOf(holder.pid()), "--mount");
        return IS_ROOT
                ? enter
                : Stream.concat(enter.stream(), Stream.of("--user", "--preserve-credentials"))
                        .toList();
    }

    /** Takes all room but this much. */
    void leave(int mebibytes) throws IOException {
        long room = Files.getFileStore(here()).getUsableSpace() - (long) mebibytes * MEBIBYTE;
        try (var file = Files.newOutputStream(filler(), StandardOpenOption.CREATE_NEW)) {
            for (long written = 0; written < room; written += MEBIBYTE) {
                file.write(new byte[Math.toIntExact(Math.min(MEBIBYTE, room - written))]);
            }
        }
    }

    /** Gives the room back that was taken. */
    void makeRoom() throws IOException {
        Files.delete(filler());
    }

    /** What is left, in kibibytes. */
    long room() throws IOException {
        return Files.getFileStore(here()).getUsableSpace() >> 10;
    }

    private Path filler() {
        return here().resolve("filler");
    }

    private Path here() {
        return Path.of("/proc/" + holder.pid() + "/root" + place);
    }

    @Override
    public void close() {
        holder.destroyForcibly().onExit().join();
    }
}
