package dev.bailiwick.app;

import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What the Java virtual machine knows of itself. */
final class ProcessMetrics {

    private static final double MILLIS_PER_SECOND = 1_000;

    private ProcessMetrics() {}

    static List<MetricSnapshot> now() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var collectors = ManagementFactory.getGarbageCollectorMXBeans();
        return List.of(
                InfoSnapshot.builder()
                        .name("bailiwick_build")
                        .help("The version.")
                        .dataPoint(InfoDataPointSnapshot.builder()
                                .labels(Labels.of(
                                        "version",
                                        Commands.Version.text(),
                                        "java",
                                        Runtime.version().toString()))
                                .build())
                        .build(),
                Numbers.gauge(
                        "process_start_time_seconds",
                        "When the process began, in seconds since 1970.",
                        ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND),
                Numbers.gauge("jvm_memory_heap_used_bytes", "Heap in use.", heap.getUsed()),
                Numbers.gauge("jvm_memory_heap_committed_bytes", "Heap taken from the system.", heap.getCommitted()),
                Numbers.gauge("jvm_memory_heap_max_bytes", "The most heap that may be taken.", heap.getMax()),
                Numbers.gauge(
                        "jvm_threads_platform",
                        "Threads of the system; virtual ones are not counted.",
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                Numbers.counter(
                        "jvm_gc_collections",
                        "Garbage collections.",
                        collectors.stream()
                                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                                .sum()),
                Numbers.counter(
                        "jvm_gc_seconds",
                        "Time spent on them.",
                        collectors.stream()
                                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                        .sum()
                                / MILLIS_PER_SECOND));
    }
}
