package dev.bailiwick.token;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What a call cost its thread in memory, whatever the garbage collector did: the measure of work that does not depend on how
 * busy the machine is.
 *
 * @param bytes how much was allocated
 */
public record Allocation<T>(T answer, long bytes) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Runs the call on this thread. */
    public static <T> Allocation<T> of(Callable<T> call) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        var answer = call.call();
        return new Allocation<>(answer, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
}
