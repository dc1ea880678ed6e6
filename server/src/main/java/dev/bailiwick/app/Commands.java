package dev.bailiwick.app;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "bailiwick",
        description = "A self-hosted identity and authorization server that Auth0's own clients can talk to.",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Commands {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file with settings; see 'bailiwick settings'.",
            scope = ScopeType.INHERIT)
    private @Nullable Path config;

    private final Map<String, String> environment;

    private Commands(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs one command and returns the exit status: 0 for success, 1 for a failure, 2 for a wrong command line, 3 for half a success. */
    public static int run(String[] arguments) {
        Logging.prepare();
        Logging.configure();
        return run(System.getenv(), arguments);
    }

    static int run(Map<String, String> environment, String... arguments) {
        var commands = new Commands(environment);
        return new CommandLine(commands)
                .addSubcommand(new StartCommand(commands::settings))
                .addSubcommand(new ImportCommand(new TenantOption(commands::settings)))
                .addSubcommand(new ExportCommand(new TenantOption(commands::settings)))
                .addSubcommand(new TenantCommand(commands::settings))
                .addSubcommand(new KeysCommand(new TenantOption(commands::settings)))
                .addSubcommand(new ClientCommand(new TenantOption(commands::settings)))
                .addSubcommand(new ApiKeyCommand(new TenantOption(commands::settings)))
                .addSubcommand(new ConnectionCommand(new TenantOption(commands::settings)))
                .addSubcommand(new AuditCommand(new TenantOption(commands::settings)))
                .addSubcommand(new SettingsCommand())
                .setExecutionExceptionHandler((failure, _, _) -> {
                    System.err.println("bailiwick: " + sentence(failure));
                    return 1;
                })
                .execute(arguments);
    }

    /** The settings that this command line and its environment give. */
    Settings settings() {
        return Settings.read(environment, Optional.ofNullable(config));
    }

    private static String sentence(Exception failure) {
        if (failure instanceof ProblemException refusal) {
            return switch (refusal.problem()) {
                case Problem.Invalid(var _, var violations) ->
                    violations.stream()
                            .map(violation -> violation.path() + " " + violation.rule())
                            .collect(Collectors.joining(", "));
                case Problem.Unreadable(var _, var reason) -> reason;
                case Problem.TooEarly(var reason, var _) -> reason;
                case Problem.NotAllowed(var reason) -> reason;
                case Problem.NotFound(var kind, var id) -> "There is no " + kind + " " + id + ".";
                case Problem.Conflict(var kind, var field, var value) ->
                    "Another " + kind + " has the " + field + " " + value + ".";
                case Problem other -> other.toString();
            };
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** The version as the build wrote it into the jar. */
    static final class Version implements CommandLine.IVersionProvider {

        static String text() {
            var version = Version.class.getPackage().getImplementationVersion();
            return version == null ? "of no build" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"Bailiwick " + text()};
        }
    }
}
