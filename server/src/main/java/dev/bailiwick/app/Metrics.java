package dev.bailiwick.app;

import dev.bailiwick.audit.TokenEvents;
import dev.bailiwick.measure.Histogram;
import dev.bailiwick.rbac.Policies;
import dev.bailiwick.store.Database;
import dev.bailiwick.web.Traffic;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the numbers of the whole server when somebody asks for them; until then they cost nothing but their counting. */
final class Metrics {

    private final Traffic traffic;
    private final Histogram tokens;
    private final Policies policies;
    private final TokenEvents events;
    private final Database database;

    /**
     * The numbers of these.
     *
     * @param tokens how long issuing tokens took
     */
    Metrics(Traffic traffic, Histogram tokens, Policies policies, TokenEvents events, Database database) {
        this.events = events;
        this.traffic = traffic;
        this.tokens = tokens;
        this.policies = policies;
        this.database = database;
    }

    /** All of them, in Prometheus' text format. */
    String page() {
        var metrics = new ArrayList<MetricSnapshot>();
        metrics.addAll(door());
        metrics.addAll(features());
        metrics.addAll(store());
        metrics.addAll(ProcessMetrics.now());
        var page = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(page, new MetricSnapshots(metrics));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString(StandardCharsets.UTF_8);
    }

    private List<MetricSnapshot> door() {
        var requests = HistogramSnapshot.builder()
                .name("bailiwick_http_request_duration_seconds")
                .help("Requests by route, to the last byte of the answer.");
        traffic.durations()
                .forEach((kind, durations) -> requests.dataPoint(point(
                        durations,
                        Labels.of(
                                "method",
                                kind.method(),
                                "route",
                                kind.route(),
                                "status",
                                String.valueOf(kind.status())))));
        return List.of(
                requests.build(),
                Numbers.gauge(
                        "bailiwick_http_requests_in_flight", "Requests that are being answered.", traffic.inFlight()),
                Numbers.counter(
                        "bailiwick_http_requests_shed", "Requests turned away because of too many.", traffic.shed()),
                Numbers.counter(
                        "bailiwick_log_lines_dropped", "Lines of the log that nobody took.", Logging.dropped()));
    }

    private List<MetricSnapshot> features() {
        return List.of(
                histogram("bailiwick_token_issue_duration_seconds", "Tokens issued, with their signing.", tokens),
                histogram("bailiwick_policy_decision_duration_seconds", "Policy decisions made.", policies.decisions()),
                Numbers.counter(
                        "bailiwick_read_barrier_statements",
                        "Statements sent for what decisions rest on.",
                        policies.barrierStatements()),
                Numbers.counter(
                        "bailiwick_memberships_read",
                        "Users whose memberships were read for that because they were not cached.",
                        policies.membershipsRead()),
                Numbers.counter(
                        "bailiwick_token_events_dropped",
                        "Tokens issued or refused that the log tells nothing of.",
                        events.dropped()));
    }

    private List<MetricSnapshot> store() {
        var load = database.load();
        var metrics = new ArrayList<MetricSnapshot>(List.of(
                Numbers.gauge("bailiwick_database_connections_active", "Connections that are lent.", load.active()),
                Numbers.gauge("bailiwick_database_connections_idle", "Connections that wait to be lent.", load.idle()),
                Numbers.gauge("bailiwick_database_connections_awaited", "Who waits for one.", load.waiting())));
        if (load.groups() != null) {
            metrics.add(Numbers.gauge(
                    "bailiwick_database_writes_queued", "Transactions that wait to write.", load.queued()));
            metrics.add(histogram(
                    "bailiwick_database_commit_group_size", "Transactions that shared a COMMIT.", load.groups()));
        }
        return metrics;
    }

    private static HistogramSnapshot histogram(String name, String help, Histogram values) {
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point(values, Labels.EMPTY))
                .build();
    }

    private static HistogramDataPointSnapshot point(Histogram values, Labels labels) {
        return HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(values.bounds(), values.counts()))
                .sum(values.sum())
                .labels(labels)
                .build();
    }
}
