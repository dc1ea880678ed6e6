package dev.bailiwick.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServerTest {

    private static final String COMMAND = System.getProperty("bailiwick.command", "bailiwick");

    @Test
    void usesAServerThatAnotherHasStartedAndLeavesItRunning(@TempDir Path directory) throws Exception {
        var process = ServerProcess.start(COMMAND);
        var data = Path.of(StringMembers.of(process.readyLine()).get("data_dir"));
        try (process) {
            var file = Files.writeString(directory.resolve("ready.json"), process.readyLine());
            BailiwickTenant tenant;
            try (var server = RunningServer.thatWrote(file)) {
                tenant = server.makeTenant();
            }
            assertThat(Tenants.isThere(tenant)).isTrue();
            assertThat(data).isDirectory();
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void makesATenantWhereTheServersCertificateIsNotItsOwn(@TempDir Path directory) throws Exception {
        var made = "{\"name\":\"n\",\"domain\":\"d\",\"issuer\":\"i\",\"client_id\":\"c\",\"client_secret\":\"s\"}";
        var operator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        operator.createContext("/tenants", exchange -> {
            exchange.sendResponseHeaders(201, made.length());
            exchange.getResponseBody().write(made.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        operator.start();
        var url = "http://127.0.0.1:" + operator.getAddress().getPort();
        var file = Files.writeString(
                directory.resolve("ready.json"), "{\"operator_url\":\"" + url + "\",\"operator_token\":\"t\"}");

        try (var server = RunningServer.thatWrote(file)) {
            var tenant = server.makeTenant();

            assertThat(tenant.caPem()).isEmpty();
            assertThat(tenant.sslContext()).isSameAs(SSLContext.getDefault());
        } finally {
            operator.stop(0);
        }
    }

    @Test
    void tellsWhyTheServerEndedBeforeItWasReady(@TempDir Path directory) throws Exception {
        var command =
                Files.writeString(directory.resolve("bailiwick"), "#!/bin/sh\necho 'no port is free' >&2\nexit 1\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();

        assertThatIllegalStateException()
                .isThrownBy(() -> RunningServer.start(command.toString()))
                .withMessage("The server ended before it was ready: no port is free\n");
    }

    @Test
    void tellsWhatToSetWhereThereIsNoCommand() {
        assertThatThrownBy(() -> RunningServer.start("/nowhere/bailiwick"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("bailiwick.command");
    }

    @Test
    void readsMembersAsTheServerWritesThem() {
        var members = StringMembers.of("{\"a\":\"1\",\"port\":2,\"b\\\"\":\"x\\ny \\\\ \\\"z\\\"\",\"flag\":true}");

        assertThat(members.get("a")).isEqualTo("1");
        assertThat(members.get("b\"")).isEqualTo("x\ny \\ \"z\"");
        assertThatIllegalStateException().isThrownBy(() -> members.get("port"));
    }
}
