package dev.bailiwick.app;

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

    private final Supplier<Settings> settings;

    StartCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var chosen = settings.get();
        Logging.configure(chosen.logFormat(), chosen.logLevel());
        var server = Server.start(chosen);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            server.close();
            Logging.flush();
            stopped.countDown();
        }));
        System.out.print(Greeting.of(server));
        System.out.flush();
        stopped.await();
        return 0;
    }
}
