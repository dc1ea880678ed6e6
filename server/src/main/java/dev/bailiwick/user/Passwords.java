package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Deadline;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Hashes passwords and compares them with hashes, which is slow on purpose: on threads of its own, as many as there are
 * cores, so that nothing else waits for a core and nobody can have more done at once.
 */
public final class Passwords implements AutoCloseable {

    /** To each thread: what is done in about a second. */
    private static final int WAITING = 20;

    private static final int SALT_BYTES = 16;
    private static final int IDLE_SECONDS = 10;

    private final RandomGenerator random;
    private final ThreadPoolExecutor threads;

    /**
     * With as many threads as there are cores.
     *
     * @param random cryptographically strong
     */
    public Passwords(RandomGenerator random) {
        this(random, Runtime.getRuntime().availableProcessors(), WAITING);
    }

    Passwords(RandomGenerator random, int most, int waiting) {
        this.random = random;
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(most * waiting),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * The hash of a new password, all of which counts, as it was typed. Refuses with {@link Problem.Unavailable} while too many
     * wait. It has no place in a transaction.
     */
    PasswordHash hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return calculated(() -> PasswordHash.of(password, salt));
    }

    /**
     * Whether the password is the one that was hashed. Refuses with {@link Problem.Unavailable} while too many wait. It has no
     * place in a transaction.
     */
    boolean verify(PasswordHash kept, String password) {
        return calculated(() -> kept.matches(password));
    }

    /** Takes no more; what waits already is done. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private <T> T calculated(Callable<T> work) {
        Deadline.require();
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw Problem.Unavailable.SOON.asException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.Unavailable.SOON.asException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be calculated with", e.getCause());
        }
    }
}
