package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** npm {@code auth0-deploy-cli} for a tenant, which it knows by environment variables as on anybody's build server. */
record DeployCli(TenantAccess tenant, Map<String, String> options) {

    private static final NpmFolder FOLDER = new NpmFolder("deploy-cli");

    static DeployCli of(TenantAccess tenant) {
        return new DeployCli(tenant, Map.of());
    }

    /** Has it delete what the files that it imports do not name. */
    DeployCli deleting() {
        return with("AUTH0_ALLOW_DELETE", "true");
    }

    /** Has it leave a client out. */
    DeployCli without(String client) {
        return with("AUTH0_EXCLUDED_CLIENTS", "[\"" + client + "\"]");
    }

    /** Writes what the tenant has into a directory, as one {@code yaml} or as a {@code directory} of files. */
    String exportTo(Path directory, String format) throws IOException, InterruptedException {
        return run("export", "--format", format, "--output_folder", directory.toString());
    }

    /** Makes the tenant what the files say. */
    String importFrom(Path files) throws IOException, InterruptedException {
        return run("import", "--input_file", files.toString());
    }

    /** A file that comes with the tests. */
    static Path file(String name) throws IOException, InterruptedException {
        return FOLDER.installed().resolve(name);
    }

    private String run(String command, String... arguments) throws IOException, InterruptedException {
        var environment = new HashMap<>(options);
        environment.put("NODE_EXTRA_CA_CERTS", tenant.ca().toString());
        environment.put("AUTH0_DOMAIN", tenant.domain());
        environment.put("AUTH0_CLIENT_ID", tenant.clientId());
        environment.put("AUTH0_CLIENT_SECRET", tenant.clientSecret());
        var tool = FOLDER.installed().resolve("node_modules/.bin/a0deploy").toString();
        var line = new ArrayList<>(List.of(tool, command));
        line.addAll(List.of(arguments));
        var said = Commands.run(environment, line);
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        return said.out() + said.err();
    }

    private DeployCli with(String option, String value) {
        var more = new HashMap<>(options);
        more.put(option, value);
        return new DeployCli(tenant, Map.copyOf(more));
    }
}
