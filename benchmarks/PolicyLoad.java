import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;

/**
 * Asks over kept connections as fast as answers come, with as little work of its own as can be. Each connection has a virtual
 * thread: where the system has few processors, it lets platform threads wait for many milliseconds, and the tail would be its own.
 */
final class PolicyLoad {

    private static final int CONNECTIONS = 32;
    private static final int MOST_CALLS = 4_000_000;

    private PolicyLoad() {}

    /** The request line's path for a user, and the body. */
    interface Asked {
        String path(int user);
    }

    /**
     * What came of it.
     *
     * @param nanos the time of every call, ascending
     */
    record Outcome(Duration time, long[] nanos, long bytes, long failures) {

        double perSecond() {
            return nanos.length / (time.toNanos() / 1e9);
        }

        double percentile(double share) {
            return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, share * nanos.length)] / 1e6;
        }

        long size() {
            return bytes / Math.max(1, nanos.length);
        }
    }

    /** Draws users from 0 to below {@code users}: uniformly, or by Zipf's law with exponent 1, spread over the numbers. */
    static IntSupplier draw(boolean isZipf, int users, long seed) {
        var random = new SplittableRandom(seed);
        if (!isZipf) {
            return () -> random.nextInt(users);
        }
        double total = Math.log(users + 1.0);
        return () -> {
            int rank = (int) Math.min(users, Math.exp(random.nextDouble() * total)) - 1;
            return (int) ((rank * 2_654_435_761L & 0x7fff_ffffL) % users);
        };
    }

    static Outcome run(int port, String token, Asked asked, boolean isZipf, int users, Duration time) throws Exception {
        var body = "{\"connectionName\":\"Username-Password-Authentication\"}";
        var tail = " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        long began = System.nanoTime();
        long end = began + time.toNanos();
        var running = new ArrayList<Future<Outcome>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                var draw = draw(isZipf, users, began + i);
                running.add(threads.submit(() -> one(port, asked, draw, tail, end)));
            }
        }
        var all = new ArrayList<long[]>();
        long bytes = 0;
        long failures = 0;
        for (var each : running) {
            all.add(each.get().nanos);
            bytes += each.get().bytes;
            failures += each.get().failures;
        }
        var nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Outcome(Duration.ofNanos(System.nanoTime() - began), nanos, bytes, failures);
    }

    private static Outcome one(int port, Asked asked, IntSupplier draw, String tail, long end) throws IOException {
        var nanos = new long[MOST_CALLS / CONNECTIONS];
        int calls = 0;
        long bytes = 0;
        long failures = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            var out = socket.getOutputStream();
            while (System.nanoTime() < end && calls < nanos.length) {
                var request = ("POST " + asked.path(draw.getAsInt()) + tail).getBytes(StandardCharsets.ISO_8859_1);
                long began = System.nanoTime();
                out.write(request);
                var head = head(in);
                int length = length(head);
                in.skipNBytes(length);
                nanos[calls++] = System.nanoTime() - began;
                bytes += length;
                failures += head.startsWith("HTTP/1.1 200") ? 0 : 1;
            }
        }
        return new Outcome(Duration.ZERO, Arrays.copyOf(nanos, calls), bytes, failures);
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder(256);
        while (head.length() < 4 || !endsHead(head)) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the server closed the connection after: " + head);
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private static boolean endsHead(StringBuilder head) {
        int n = head.length();
        return head.charAt(n - 1) == '\n' && head.charAt(n - 2) == '\r' && head.charAt(n - 3) == '\n';
    }

    private static int length(String head) {
        for (var line : List.of(head.split("\r\n"))) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        throw new IllegalStateException("an answer without a length: " + head);
    }
}
