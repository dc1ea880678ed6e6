package dev.bailiwick.app;

import dev.bailiwick.client.ClientId;
import dev.bailiwick.operator.TenantDraft;
import dev.bailiwick.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bailiwick tenant …}. */
@Command(
        name = "tenant",
        description = "Makes, lists and deletes tenants. Goes through the running server if there is one.",
        mixinStandardHelpOptions = true)
final class TenantCommand {

    private final Supplier<Settings> settings;

    TenantCommand(Supplier<Settings> settings) {
        this.settings = settings;
    }

    @Command(
            name = "create",
            description = "Makes a tenant with its first client, which may do everything there.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "NAME", description = "3 to 63 lower-case letters, digits and hyphens.")
                    String name,
            @Option(
                            names = "--domain",
                            paramLabel = "DOMAIN",
                            description = "Host, and port unless it is 443, under which clients reach the tenant.")
                    @Nullable
                    String domain,
            @Option(
                            names = "--port",
                            paramLabel = "PORT",
                            description =
                                    "An HTTPS port of its own, 0 for a free one. Without --domain it is localhost and this port.")
                    @Nullable
                    Integer port,
            @Option(names = "--client-id", paramLabel = "ID", description = "The first client's id; else random.")
                    @Nullable
                    String clientId,
            @Option(
                            names = "--client-secret-file",
                            paramLabel = "FILE",
                            description = "Has its secret, and nothing else; else it is random.")
                    @Nullable
                    Path secretFile)
            throws IOException, InterruptedException {
        var secret = secretFile == null ? Optional.<Secret>empty() : Optional.of(SecretFile.read(secretFile));
        var draft = new TenantDraft(
                name,
                Optional.ofNullable(domain),
                Optional.ofNullable(port),
                Optional.ofNullable(clientId).map(ClientId::new),
                secret);
        var made = operator().found(draft);
        System.out.print("""
                Tenant %s is there.
                  Issuer          %s
                  Client          id     %s
                                  secret %s
                """.formatted(
                        made.name(),
                        made.issuer(),
                        made.clientId(),
                        secret.isEmpty() ? made.clientSecret().reveal() + "   (shown this once)" : "as set"));
        return 0;
    }

    @Command(
            name = "list",
            description = "Lists the tenants in the order of their creation: name, domain, own port.",
            mixinStandardHelpOptions = true)
    int list() throws IOException, InterruptedException {
        var tenants = operator().list();
        int width = tenants.stream()
                .mapToInt(tenant -> tenant.name().length())
                .max()
                .orElse(1);
        for (var tenant : tenants) {
            System.out.printf(
                    "%-" + width + "s  %s%s%n",
                    tenant.name(),
                    tenant.domain(),
                    tenant.port().map(port -> "  port " + port).orElse(""));
        }
        return 0;
    }

    @Command(
            name = "delete",
            description = "Makes a tenant unreachable at once and deletes all that it has.",
            mixinStandardHelpOptions = true)
    int delete(
            @Parameters(paramLabel = "NAME", description = "The tenant's name.") String name,
            @Option(names = "--yes", description = "Does not ask first.") boolean yes)
            throws IOException, InterruptedException {
        if (!yes && !isConfirmed(name)) {
            throw new IllegalStateException("Nothing is deleted.");
        }
        boolean isPurged = operator().remove(name);
        System.out.println(
                isPurged
                        ? "Tenant " + name + " is deleted."
                        : "Tenant " + name + " is unreachable now; its rows are still being removed.");
        return 0;
    }

    private OperatorTenants operator() {
        return new OperatorTenants(settings.get());
    }

    private static boolean isConfirmed(String name) {
        var typed = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(
                        () -> new IllegalStateException("There is nobody to ask. Give --yes to delete " + name + "."))
                .readLine("This cannot be undone. Type the tenant's name to delete it: ");
        return name.equals(typed);
    }
}
