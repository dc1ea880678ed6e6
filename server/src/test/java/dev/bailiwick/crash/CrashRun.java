package dev.bailiwick.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writers on one installation, whose processes are killed in turn. The writers go on while what was killed starts again;
 * they rest only while the state is compared with their ledger.
 */
final class CrashRun implements AutoCloseable {

    private static final int WRITERS = 8;
    private static final int LONGEST_CALM_MILLIS = 400;
    private static final int LONGEST_START_MILLIS = 2_000;
    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final Installation installation;
    private final List<Victim> victims;
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Ledger ledger;
    private final List<Writer> writers = new ArrayList<>();
    private int kills;
    private Duration slowestReturn = Duration.ZERO;

    /**
     * A run that has not begun.
     *
     * @param victims what is killed, in turn
     */
    CrashRun(String name, Path directory, Installation installation, List<Victim> victims) throws IOException {
        this.name = name;
        this.installation = installation;
        this.victims = List.copyOf(victims);
        this.ledger = new Ledger(directory.resolve("ledger.txt"));
    }

    /** Kills the server while it starts for the first time. */
    void killFirstStart() throws IOException, InterruptedException {
        killDuringStart(installation.server());
    }

    /** Kills as often as told, or until the state is not what the ledger promises. */
    Report run(int times) throws IOException, InterruptedException, SQLException {
        installation.server().start();
        installation.server().awaitReady();
        var token = installation.populate();
        for (int i = 0; i < WRITERS; i++) {
            var group = Installation.GROUPS.get(i % Installation.GROUPS.size());
            writers.add(new Writer(
                    "w" + i, group, installation.server().port(), token, ledger, new Random(random.nextLong())));
        }
        var findings = Findings.NONE;
        for (int i = 0; i < times && findings.isEmpty(); i++) {
            killUnderLoad(victims.get(i % victims.size()));
            ledger.force();
            findings = Findings.of(ledger.entries(), installation.state());
        }
        return new Report(name, seed, kills, ledger.answers(), slowestReturn, findings);
    }

    @Override
    public void close() throws IOException {
        installation.close();
        ledger.close();
    }

    private void killUnderLoad(Victim victim) throws IOException, InterruptedException {
        var wanted = new AtomicBoolean(true);
        var threads = writers.stream()
                .map(writer -> Thread.ofPlatform().start(() -> writer.writeWhile(wanted::get)))
                .toList();
        try {
            Thread.sleep(random.nextInt(5, LONGEST_CALM_MILLIS));
            if (random.nextInt(4) == 0) {
                victim.kill();
            } else {
                killAtNextAnswer(victim);
            }
            kills++;
            while (victim == installation.server() && random.nextInt(5) == 0) {
                killDuringStart(victim);
            }
            comeBack(victim);
        } finally {
            wanted.set(false);
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    /** The moment at which whoever acknowledges too early is caught. */
    private void killAtNextAnswer(Victim victim) throws InterruptedException {
        var killed = new CompletableFuture<Boolean>();
        ledger.atNextAnswer(() -> {
            try {
                victim.kill();
                killed.complete(true);
            } catch (IOException | InterruptedException | RuntimeException e) {
                killed.completeExceptionally(e);
            }
        });
        try {
            killed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Nothing was killed", e);
        }
    }

    private void killDuringStart(Victim victim) throws IOException, InterruptedException {
        victim.start();
        Thread.sleep(random.nextInt(LONGEST_START_MILLIS));
        victim.kill();
        kills++;
    }

    /** Nobody but the victim is started anew: the server has to find its database again by itself. */
    private void comeBack(Victim victim) throws IOException, InterruptedException {
        victim.start();
        long start = System.nanoTime();
        installation.server().awaitReady();
        var acknowledged = new CountDownLatch(1);
        ledger.atNextAnswer(acknowledged::countDown);
        if (!acknowledged.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server is up and acknowledges nothing");
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        slowestReturn = took.compareTo(slowestReturn) > 0 ? took : slowestReturn;
    }
}
