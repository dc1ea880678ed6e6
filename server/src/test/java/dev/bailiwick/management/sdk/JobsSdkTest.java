package dev.bailiwick.management.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.client.mgmt.ManagementApi;
import com.auth0.client.mgmt.jobs.types.CreateExportUsersRequestContent;
import com.auth0.client.mgmt.jobs.types.CreateImportUsersRequestContent;
import com.auth0.client.mgmt.types.GetJobResponseContent;
import com.auth0.client.mgmt.types.JobFileFormatEnum;
import com.auth0.client.mgmt.types.ListConnectionsQueryParameters;
import com.auth0.client.mgmt.types.UpdateEnabledClientConnectionsRequestContentItem;
import dev.bailiwick.app.Eventually;
import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports and exports of users, as com.auth0:auth0 asks for them. */
@EachEngine
class JobsSdkTest {

    private final TestBailiwick server;
    private final ManagementApi api;
    private final Path directory;
    private final String connection;

    JobsSdkTest(Database database, @TempDir Path directory) {
        this.directory = directory;
        server = TestBailiwick.start(database, directory);
        api = Sdk.of(server);
        connection = Sdk.all(
                        api.connections()
                                .list(ListConnectionsQueryParameters.builder()
                                        .name("Username-Password-Authentication")
                                        .build()),
                        found -> found.getId().orElseThrow())
                .getFirst();
        api.connections()
                .clients()
                .update(
                        connection,
                        List.of(UpdateEnabledClientConnectionsRequestContentItem.builder()
                                .clientId(TestBailiwick.CLIENT)
                                .status(true)
                                .build()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void importsAndExportsUsers() throws IOException {
        var begun = imported("[{\"email\":\"gil@example.com\",\"user_id\":\"gil\"},{\"email\":\"nonsense\"}]");

        var summary = ended(begun).getSummary().orElseThrow();
        assertThat(summary.getInserted()).contains(1);
        assertThat(summary.getFailed()).contains(1);
        assertThat(api.users().get("auth0|gil").getEmail()).contains("gil@example.com");
        assertThat(api.jobs().errors().get(begun).get().toString()).contains("nonsense");

        var export = api.jobs()
                .usersExports()
                .create(CreateExportUsersRequestContent.builder()
                        .connectionId(connection)
                        .format(JobFileFormatEnum.JSON)
                        .build());
        assertThat(ended(export.getId()).getLocation().orElseThrow()).startsWith(server.issuer());
    }

    @Test
    void refusesAJobThatIsNone() {
        assertThat(Sdk.refusal(() -> api.jobs().get("job_0000000000000000")).statusCode())
                .isEqualTo(404);
    }

    private String imported(String users) throws IOException {
        var file = Files.writeString(directory.resolve("users.json"), users);
        return api.jobs()
                .usersImports()
                .create(
                        file.toFile(),
                        CreateImportUsersRequestContent.builder()
                                .connectionId(connection)
                                .upsert(false)
                                .externalId("the first")
                                .build())
                .getId();
    }

    private GetJobResponseContent ended(String id) {
        Eventually.until(() -> !api.jobs().get(id).getStatus().matches("pending|processing"));
        return api.jobs().get(id);
    }
}
