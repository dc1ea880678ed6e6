package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A PostgreSQL whose data lie on a {@link SmallDisk}. It is stopped the hard way, with what it has started. */
final class SmallPostgres implements AutoCloseable {

    private static final String BINARIES = "/postgres-linux-x86_64.txz";
    private static final long PATIENCE_MILLIS = 60_000;

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process server;

    private SmallPostgres(List<String> command, Path log, int port) throws IOException, InterruptedException {
        this.command = command;
        this.log = log;
        this.port = port;
        this.server = started();
    }

    /**
     * Makes and starts one.
     *
     * @param programs an empty directory for its programs
     * @param data where its data shall lie, on the disk
     */
    static SmallPostgres start(SmallDisk disk, Path programs, Path data) throws IOException, InterruptedException {
        unpack(programs);
        var bin = programs.resolve("bin");
        var made = Commands.run(
                Map.of(), command(disk, bin.resolve("initdb"), "-A trust -U postgres --wal-segsize=1 -D " + data));
        assertThat(made.status()).as(made.out() + made.err()).isZero();
        int port = freePort();
        var options = " -h 127.0.0.1 -p %d -c unix_socket_directories= -c min_wal_size=2MB -c max_wal_size=4MB"
                .formatted(port);
        return new SmallPostgres(
                command(disk, bin.resolve("postgres"), "-D " + data + options), programs.resolve("log"), port);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }

    /**
     * Starts it again if it has ended, as a service manager does: it gives up when there is no room for its recovery.
     *
     * @return whether it had
     */
    boolean revive() throws IOException, InterruptedException {
        if (server.isAlive()) {
            return false;
        }
        server = started();
        return true;
    }

    private Process started() throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!Files.readString(log).contains("ready to accept connections")) {
            assertThat(process.isAlive() && System.currentTimeMillis() < end)
                    .as(Files.readString(log))
                    .isTrue();
            Thread.sleep(50);
        }
        return process;
    }

    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly().onExit().join();
    }

    /** On the disk, and as nobody in particular, because PostgreSQL does not run as root. */
    private static List<String> command(SmallDisk disk, Path program, String arguments) {
        var command = new ArrayList<>(disk.inside());
        command.addAll(List.of("unshare", "-U", program.toString()));
        command.addAll(List.of(arguments.split(" ", -1)));
        return command;
    }

    private static void unpack(Path programs) throws IOException, InterruptedException {
        var archive = programs.resolve("postgres.txz");
        try (var packed = Objects.requireNonNull(SmallPostgres.class.getResourceAsStream(BINARIES))) {
            Files.copy(packed, archive);
        }
        var unpacked = Commands.run(Map.of(), List.of("tar", "-xJf", archive.toString(), "-C", programs.toString()));
        assertThat(unpacked.status()).as(unpacked.err()).isZero();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
