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
        var server = Server.start(settings.get());
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            server.close();
            stopped.countDown();
        }));
        System.out.print(Greeting.of(server));
        System.out.flush();
        stopped.await();
        return 0;
    }
}
