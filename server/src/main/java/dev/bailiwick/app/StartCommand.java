package dev.bailiwick.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bailiwick start}. */
@Command(
        name = "start",
        description = "Starts the server, and makes what it needs on the first start.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private static final Logger LOG = System.getLogger(StartCommand.class.getName());

    private final Supplier<Settings> settings;
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Option(
            names = "--ephemeral",
            description = {
                "For tests: keeps everything in a temporary directory that is deleted at the end, listens on free ports unless "
                        + "others are set, and prints one line of JSON when it is ready."
            })
    private boolean isEphemeral;

    StartCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var chosen = settings.get();
        Logging.configure(chosen.logFormat(), chosen.logLevel());
        try {
            System.out.print(isEphemeral ? startEphemeral(chosen) : start(chosen));
            System.out.flush();
            stopped.await();
            return 0;
        } finally {
            Logging.flush(); // the log has a thread of its own, which ends with the process
        }
    }

    private String start(Settings chosen) {
        var server = Server.start(chosen);
        atTheEnd(server::close);
        return Greeting.of(server);
    }

    /** What it leaves is deleted, too, when it is stopped before it is ready. */
    private String startEphemeral(Settings chosen) {
        var ephemeral = new EphemeralServer(chosen);
        atTheEnd(ephemeral::close);
        return ReadyLine.of(ephemeral.start());
    }

    private void atTheEnd(Runnable ending) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stop(ending);
            stopped.countDown();
        }));
    }

    private static void stop(Runnable ending) {
        try {
            ending.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The server did not stop as it should", e);
        } finally {
            Logging.flush();
        }
    }
}
