package dev.bailiwick.user;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.store.Deadline;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Hashes passwords and compares them with hashes, which is slow on purpose: on threads of its own, as many as there are
 * cores, so that nothing else waits for a core and nobody can have more done at once. Imported hashes may take a hundred times
 * the time and memory of ours, so that they have one thread more and follow one another.
 *
 * <p>Nobody waits beyond the deadline. What nobody waits for any more is not begun; what has begun goes on to its end, which
 * the bounds of imports keep near.
 */
public final class Passwords implements AutoCloseable {

    /** To each thread: what is done in about a second. */
    private static final int WAITING = 20;

    /** Where no deadline is nearer. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int SALT_BYTES = 16;
    private static final int IDLE_SECONDS = 10;

    private final RandomGenerator random;
    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor imported;

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
        this.threads = threads("passwords-", most, waiting);
        this.imported = threads("imported-passwords-", 1, waiting);
    }

    private static ThreadPoolExecutor threads(String name, int most, int waiting) {
        var threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(most * waiting),
                Thread.ofPlatform().name(name, 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /**
     * The hash of a new password, all of which counts, as it was typed. Refuses with {@link Problem.Unavailable} while too many
     * wait, and what takes too long. It has no place in a transaction.
     */
    PasswordHash hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return calculated(threads, () -> PasswordHash.of(password, salt));
    }

    /**
     * Whether the password is the one that was hashed. Refuses with {@link Problem.Unavailable} while too many wait, and what
     * takes too long. It has no place in a transaction.
     */
    boolean verify(PasswordHash kept, String password) {
        return calculated(kept.isOurs() ? threads : imported, () -> kept.matches(password));
    }

    /** Takes no more; what waits already is done. */
    @Override
    public void close() {
        threads.shutdown();
        imported.shutdown();
    }

    private static <T> T calculated(ThreadPoolExecutor threads, Callable<T> work) {
        var limit = Deadline.atMost(LONGEST);
        var task = new FutureTask<>(work);
        try {
            threads.execute(task);
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException | TimeoutException e) {
            throw Problem.Unavailable.SOON.asException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.Unavailable.SOON.asException();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be calculated with", e.getCause());
        } finally {
            if (task.cancel(true)) {
                threads.remove(task);
            }
        }
    }
}
