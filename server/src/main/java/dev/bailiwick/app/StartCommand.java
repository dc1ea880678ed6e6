package dev.bailiwick.app;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--seed",
            paramLabel = "DIR",
            description = {
                "With --ephemeral: brings a folder in for the default tenant before it is ready, as 'bailiwick import auth0' does. "
                        + "Clients keep the ids and secrets that the folder gives them."
            })
    private @Nullable Path seed;

    @Spec
    private @Nullable CommandSpec spec;

    StartCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seed != null && !isEphemeral) {
            throw new ParameterException(
                    requireNonNull(spec).commandLine(), "--seed goes with --ephemeral. See 'bailiwick import auth0'.");
        }
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
    private String startEphemeral(Settings chosen) throws IOException, InterruptedException {
        var ephemeral = new EphemeralServer(chosen, Optional.ofNullable(seed));
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
