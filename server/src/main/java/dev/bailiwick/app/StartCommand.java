package dev.bailiwick.app;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code bailiwick start}. */
@Command(
        name = "start",
        description = "Starts the server, and makes what it needs on the first start.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {

    private static final Logger LOG = System.getLogger(StartCommand.class.getName());

    private final Supplier<Settings> settings;

    StartCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var chosen = settings.get();
        Logging.configure(chosen.logFormat(), chosen.logLevel());
        try {
            var server = Server.start(chosen);
            var stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                        stop(server);
                        stopped.countDown();
                    }));
            System.out.print(Greeting.of(server));
            System.out.flush();
            stopped.await();
            return 0;
        } finally {
            Logging.flush(); // the log has a thread of its own, which ends with the process
        }
    }

    private static void stop(Server server) {
        try {
            server.close();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The server did not stop as it should", e);
        } finally {
            Logging.flush();
        }
    }
}
