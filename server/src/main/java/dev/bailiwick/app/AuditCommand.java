package dev.bailiwick.app;

import dev.bailiwick.audit.AuditQuery;
import dev.bailiwick.json.Json;
import dev.bailiwick.operator.AuditEntryJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bailiwick audit}. */
@Command(
        name = "audit",
        description =
                "Shows what was changed and by whom, the newest first. Goes through the running server if there is one.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private final TenantOption tenant;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "2026-03-01, 2026-03-01T12:00:00Z, or a time ago: 30m, 24h, 7d.")
    private @Nullable String since;

    @Option(names = "--actor", paramLabel = "ACTOR", description = "Who made the change: CLIENT_ID@clients, say.")
    private @Nullable String actor;

    @Option(names = "--kind", paramLabel = "KIND", description = "What was changed: group, say.")
    private @Nullable String kind;

    @Option(names = "--id", paramLabel = "ID", description = "Which one of that kind.")
    private @Nullable String id;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many at most; else ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int limit;

    @Option(names = "--tokens", description = "Shows tokens that were issued or refused, too.")
    private boolean withTokens;

    @Option(
            names = "--standing",
            description =
                    "Leaves out, of as many as --limit says, what was undone by the next change of the same object.")
    private boolean isStanding;

    @Option(names = "--json", description = "Prints a JSON object a line.")
    private boolean isJson;

    AuditCommand(TenantOption tenant) {
        this.tenant = tenant;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit must be a number from 1.");
        }
        var contents = tenant.contents();
        var begin = Optional.ofNullable(since).map(text -> PastTime.of(text, Clock.systemUTC()));
        var kept = new ArrayList<AuditEntryJson>();
        Consumer<AuditEntryJson> taken = isStanding ? kept::add : this::print;
        Optional<String> before = Optional.empty();
        for (int left = limit; left > 0; ) {
            int page = Math.min(left, AuditQuery.MOST);
            var entries = contents.audit(query(begin, before, page));
            entries.forEach(taken);
            left = entries.isEmpty() ? 0 : left - entries.size();
            before = entries.isEmpty() ? before : Optional.of(entries.getLast().id());
        }
        StandingChanges.of(kept).forEach(this::print);
        return 0;
    }

    private AuditQuery query(Optional<Instant> begin, Optional<String> before, int page) {
        return new AuditQuery(
                begin,
                Optional.ofNullable(actor),
                Optional.ofNullable(kind),
                Optional.ofNullable(id),
                before,
                withTokens,
                page);
    }

    private void print(AuditEntryJson entry) {
        if (isJson) {
            System.out.println(Json.text(entry));
        } else {
            System.out.printf(
                    "%s  %s  %s %s %s%s%s%n",
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.kind(),
                    entry.objectId(),
                    entry.before().isEmpty() ? "" : "  before " + entry.before(),
                    entry.after().isEmpty() ? "" : "  after " + entry.after());
        }
    }
}
