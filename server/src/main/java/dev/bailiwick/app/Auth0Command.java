package dev.bailiwick.app;

import dev.bailiwick.app.deploy.AssetFolder;
import dev.bailiwick.app.deploy.Outcome;
import dev.bailiwick.app.deploy.Outcome.Kind;
import dev.bailiwick.audit.Origin;
import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.rbac.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code bailiwick import auth0}, once its command line is read. */
record Auth0Command(TenantOption tenant, boolean isDryRun) {

    private static final int SOME_LEFT_OUT = 3;

    /** Brings the folder in, tells of it, and returns the exit status. */
    int run(Path folder, Optional<Path> mappings) throws IOException, InterruptedException {
        var values = mappings.isPresent() ? AssetFolder.mappings(mappings.get()) : Map.<String, JsonNode>of();
        var origin = Origin.command("import auth0");
        var report = tenant.place()
                .<Auth0Import.Report>have(
                        (storage, features) -> in(Auth0Here.of(storage, features, tenant.name(), origin))
                                .run(folder, values, isDryRun),
                        server -> in(new Auth0There(server, tenant.name())).run(folder, values, isDryRun));
        print(report);
        return report.isWhole() ? 0 : SOME_LEFT_OUT;
    }

    private Auth0Import in(Auth0Door door) {
        return new Auth0Import(door, this::tell);
    }

    /** Changes are told where they are not made; what is left out, always. */
    private void tell(Outcome outcome) {
        if (outcome.kind() == Kind.LEFT_OUT) {
            System.err.println(outcome.file() + ": " + outcome.reason());
        } else if (isDryRun) {
            System.out.printf("%-9s  %s%n", outcome.kind().name().toLowerCase(Locale.ROOT), outcome.file());
        }
    }

    private void print(Auth0Import.Report report) {
        System.out.printf(
                "Configuration: %,d made, %,d changed, %,d as before; left out %,d.%n",
                report.count(Kind.CREATED),
                report.count(Kind.CHANGED),
                report.count(Kind.UNCHANGED),
                report.count(Kind.LEFT_OUT));
        report.users()
                .ifPresent(counts -> System.out.printf(
                        "Users: %,d made, %,d changed; left out %,d.%n",
                        counts.created(), counts.updated(), counts.refused()));
        report.extension().ifPresent(outcome -> {
            switch (outcome) {
                case Difference difference -> ImportCommand.print(difference);
                case ExtensionImport.Summary summary -> System.out.println(ImportCommand.sentence(summary));
                default -> throw new IllegalStateException("no such outcome of an import");
            }
        });
        if (isDryRun) {
            System.out.println("Nothing was changed.");
        }
    }
}
