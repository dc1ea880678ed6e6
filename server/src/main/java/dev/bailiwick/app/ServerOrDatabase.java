package dev.bailiwick.app;

import java.io.IOException;
import java.time.Clock;

/** Where a command has its work done: by the running server if there is one, else on the database, which it opens itself. */
record ServerOrDatabase(Settings settings) {

    /** The work on the database. */
    interface Here<R> {
        R on(Storage storage, Features features) throws IOException, InterruptedException;
    }

    /** The same by the server. */
    interface There<R> {
        R ask(RunningServer server) throws IOException, InterruptedException;
    }

    <R> R have(Here<R> here, There<R> there) throws IOException, InterruptedException {
        var directory = DataDirectory.at(settings.dataDirectory());
        var storage = Storage.tryOpen(settings, directory);
        if (storage.isEmpty()) {
            return there.ask(new RunningServer(directory));
        }
        try (var opened = storage.get()) {
            return here.on(opened, Features.over(opened, Clock.systemUTC()));
        }
    }
}
