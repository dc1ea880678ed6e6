package dev.bailiwick.app;

import java.io.IOException;
import java.nio.file.Path;

/** Another process for tests: tries to take a lock, tells, and keeps it until its input ends. */
final class LockHolder {

    private LockHolder() {}

    static void main(String[] arguments) throws IOException {
        var lock = ServerLock.tryAcquire(Path.of(arguments[0]));
        lock.ifPresent(held -> held.announce("http://127.0.0.1:1"));
        System.out.println(lock.isPresent() ? "taken" : "refused");
        System.in.transferTo(System.out);
    }
}
