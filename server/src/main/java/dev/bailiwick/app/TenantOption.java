package dev.bailiwick.app;

import java.util.function.Supplier;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option {@code --tenant}, and what a command asks of the tenant that it names. */
final class TenantOption {

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "The tenant; else ${DEFAULT-VALUE}.",
            defaultValue = "default",
            scope = ScopeType.INHERIT)
    private String name = "default";

    private final Supplier<Settings> settings;

    TenantOption(Supplier<Settings> settings) {
        this.settings = settings;
    }

    OperatorContents contents() {
        return new OperatorContents(settings.get(), name);
    }

    OperatorKeys keys() {
        return new OperatorKeys(settings.get(), name);
    }

    /** The tenant's name. */
    String name() {
        return name;
    }

    /** Where its work is done. */
    ServerOrDatabase place() {
        return new ServerOrDatabase(settings.get());
    }

    OperatorUsers users() {
        return new OperatorUsers(settings.get(), name);
    }

    OperatorDocument document() {
        return new OperatorDocument(settings.get(), name);
    }
}
