package dev.bailiwick.management.v2;

import static dev.bailiwick.management.v2.JobDesk.file;
import static dev.bailiwick.management.v2.JobDesk.part;
import static dev.bailiwick.management.v2.Management.json;
import static dev.bailiwick.management.v2.Management.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import dev.bailiwick.json.Json;
import dev.bailiwick.store.Database;
import dev.bailiwick.store.EachEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EachEngine
class JobsTest {

    private static final String HASH = "$2b$10$nOUIs5kJ7naTuTFkBy1veuK0kSxUFXfuaOKdOKf9xYT0KKIGSJwFa";
    private static final String ANN = "{\"email\":\"ann@example.test\",\"user_id\":\"ann\",\"name\":\"Ann\","
            + "\"app_metadata\":{\"plan\":\"gold\"},\"password_hash\":\"" + HASH + "\"}";

    private static final String CUSTOM =
            "{\"algorithm\":\"md5\",\"hash\":{\"value\":\"5f4dcc3b5aa765d61d8327deb882cf99\",\"encoding\":\"hex\"}}";

    private final TestBailiwick server;
    private final Management api;
    private final JobDesk jobs;

    JobsTest(Database empty, @TempDir Path directory) {
        server = TestBailiwick.start(empty, directory);
        jobs = JobDesk.of(server);
        api = jobs.api();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAsTheOriginal() {
        var importing = jobs.importing("[" + ANN + ",{\"email\":\"no address\"}]", part("external_id", "mine"));
        Golden.of("post_users-imports").holds(importing);
        var ended = jobs.end(importing);
        Golden.of("get_jobs_by_id").holds(api.get("/jobs/" + ended.get("id").asString()));
        Golden.of("get_errors").holds(jobs.errors(ended));

        var exporting = api.post(
                "/jobs/users-exports",
                "{\"connection_id\":\"" + jobs.connection()
                        + "\",\"format\":\"csv\",\"limit\":5,\"fields\":[{\"name\":\"identities[0].connection\",\"export_as\":\"provider\"}]}");
        Golden.of("post_users-exports").holds(exporting);
        Golden.of("get_jobs_by_id")
                .holds(api.get("/jobs/" + jobs.end(exporting).get("id").asString()));
        var verifying = api.post("/jobs/verification-email", "{\"user_id\":\"auth0|ann\"}");
        Golden.of("post_verification-email").holds(verifying);
        var failed = jobs.end(verifying);
        assertThat(failed.get("status_details").asString()).isEqualTo("There is not a configured email provider");
        assertThat(json(jobs.errors(failed)).get("status_details").asString())
                .isEqualTo("There is not a configured email provider");
        api.post("/emails/provider", "{\"name\":\"mandrill\",\"credentials\":{\"api_key\":\"k\"}}");
        var unsent = jobs.end(api.post("/jobs/verification-email", "{\"user_id\":\"auth0|ann\"}"));
        assertThat(unsent.get("status_details").asString()).isEqualTo("No mail is sent yet");
    }

    @Test
    void bringsUsersInAndTellsOfThoseWhoCannotBe() {
        var job = jobs.end(jobs.importing("[" + ANN
                + ",{\"email\":\"ann@example.test\"}"
                + ",{\"email\":\"x@example.test\",\"custom_password_hash\":{\"algorithm\":\"rot13\",\"hash\":{\"value\":\"secret one\"}}}"
                + ",{\"email\":\"y@example.test\",\"password\":\"secret two\"}"
                + ",{\"email\":\"z@example.test\",\"mfa_factors\":[{\"totp\":{\"secret\":\"JBTWY3DP\",\"x\":1}}]}"
                + ",{\"email\":\"w@example.test\",\"password_hash\":\"secret three\"}"
                + ",{\"email\":\"v@example.test\",\"app_metadata\":{\"identities\":[]}},{},7]"));

        assertThat(job.get("status").asString()).isEqualTo("completed");
        assertThat(job.get("summary").toString()).isEqualTo("{\"failed\":8,\"updated\":0,\"inserted\":1,\"total\":9}");
        var errors = jobs.errors(job);
        assertThat(json(errors).values().stream()
                        .map(each -> each.at("/errors/0/code").asString()))
                .containsExactly(
                        "DUPLICATED_USER",
                        "ENUM_MISMATCH",
                        "OBJECT_ADDITIONAL_PROPERTIES",
                        "OBJECT_ADDITIONAL_PROPERTIES",
                        "PATTERN",
                        "NOT_PASSED",
                        "OBJECT_REQUIRED",
                        "INVALID_TYPE");
        assertThat(json(errors).get(1).toString())
                .isEqualTo(
                        "{\"user\":{\"email\":\"x@example.test\",\"custom_password_hash\":{\"algorithm\":\"rot13\",\"hash\":{\"value\":\"*****\"}}},"
                                + "\"errors\":[{\"code\":\"ENUM_MISMATCH\",\"message\":\"Error in custom_password_hash.algorithm property - "
                                + "No enum match for: rot13\",\"path\":\"custom_password_hash.algorithm\"}]}");
        assertThat(errors.body()).doesNotContain("secret", "JBTWY3DP");
        assertThat(jobs.user("auth0%7Cann").get("name").asString()).isEqualTo("Ann");
    }

    @Test
    void wantsADomainWithADotOfWhoIsBroughtIn() {
        var job = jobs.end(jobs.importing("[{\"email\":\"john@nonexistingdomain\"},{\"email\":\"jane.doe@\"}]"));

        var path = "identities[0].profileData.email";
        assertThat(json(jobs.errors(job)).values().stream()
                        .map(each -> each.get("errors").toString()))
                .containsExactly(
                        "[{\"code\":\"INVALID_FORMAT\",\"message\":\"Error in " + path
                                + " property - Object didn't pass validation for format email: john@nonexistingdomain\",\"path\":\""
                                + path + "\"}]",
                        "[{\"code\":\"INVALID_FORMAT\",\"message\":\"Error in " + path
                                + " property - Object didn't pass validation for format email: jane.doe@\",\"path\":\""
                                + path
                                + "\"}]");
        assertThat(job.at("/summary/failed").asInt()).isEqualTo(2);
    }

    /** Java's lower case takes minutes for each of them. */
    @Test
    void refusesLongNamesOfCapitalSigmasAsSoonAsOthers() {
        var capitals = "Σ".repeat(100_000);

        var job = jobs.end(jobs.importing("[{\"email\":\"s@example.test\",\"username\":\"" + capitals
                + "\"},{\"email\":\"" + capitals + "@example.test\"}]"));

        assertThat(job.at("/summary/failed").asInt()).isEqualTo(2);
    }

    @Test
    void saysAsAuth0WhatIsNoHashOfBcrypt() {
        var job = jobs.end(jobs.importing("[{\"email\":\"w@example.test\",\"password_hash\":\"$2b$10$short\"}]"));

        assertThat(json(jobs.errors(job)).at("/0/errors")).isEqualTo(Json.read("""
                [{"code": "PATTERN", "path": "passwordHash",
                  "message": "Error in passwordHash property - String does not match pattern ^\\\\$2[ab]?\\\\$10+\\\\$[./A-Za-z0-9]{53}$"}]""".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesTheMemberOfAHashThatCannotBe() {
        var job = jobs.end(jobs.importing("[{\"email\":\"w@example.test\",\"custom_password_hash\":"
                + "{\"algorithm\":\"md5\",\"hash\":{\"value\":\"00ff\",\"encoding\":\"hex\"}}}]"));

        assertThat(json(jobs.errors(job)).at("/0/errors")).isEqualTo(Json.read("""
                [{"code": "INVALID_FORMAT", "path": "custom_password_hash.hash.value",
                  "message": "Error in custom_password_hash.hash.value property - must be as long as its digest"}]""".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void takesOnePasswordOfEach() {
        var job = jobs.end(jobs.importing("[{\"email\":\"w@example.test\",\"password_hash\":\"" + HASH
                + "\",\"custom_password_hash\":" + CUSTOM + "}]"));

        assertThat(json(jobs.errors(job)).at("/0/errors")).isEqualTo(Json.read("""
                [{"code": "NOT_PASSED", "message": "Forbidden attribute in appUser: "}]""".getBytes(StandardCharsets.UTF_8)));
        assertThat(job.at("/summary/inserted").asInt()).isZero();
    }

    @Test
    void givesACustomHashToThoseAloneWhoHaveNoPasswordOfTheirOwn() {
        var own = "{\"email\":\"own@example.test\",\"custom_password_hash\":" + CUSTOM + "}";
        var without = "{\"email\":\"without@example.test\",\"custom_password_hash\":" + CUSTOM + "}";
        var brought = "{\"email\":\"ann@example.test\",\"custom_password_hash\":" + CUSTOM + "}";
        jobs.end(jobs.importing("[" + ANN + ",{\"email\":\"without@example.test\"}]"));
        api.post(
                "/users",
                "{\"connection\":\"Username-Password-Authentication\",\"email\":\"own@example.test\",\"name\":\"Own\","
                        + "\"password\":\"a long enough Secret 1\"}");

        var job = jobs.end(jobs.importing(
                "[" + own.replace("{\"email", "{\"name\":\"Other\",\"email") + "," + without + "," + brought + "]",
                part("upsert", "true")));

        assertThat(job.get("summary").toString()).isEqualTo("{\"failed\":1,\"updated\":2,\"inserted\":0,\"total\":3}");
        assertThat(json(jobs.errors(job)).at("/0/errors")).isEqualTo(Json.read("""
                [{"code": "CONFLICT",
                  "message": "A custom_password_hash was provided, but the user already has password hash defined"}]""".getBytes(StandardCharsets.UTF_8)));
        assertThat(json(api.get("/users?q=email:own@example.test"))
                        .at("/0/name")
                        .asString())
                .isEqualTo("Own");
    }

    @Test
    void tellsOfManyInTheOrderOfTheFile() {
        int users = 1_100;
        var job = jobs.end(jobs.importing(IntStream.range(0, users)
                .mapToObj(n -> "{\"email\":\"nowhere\",\"name\":\"" + n + "\"}")
                .collect(Collectors.joining(",", "[", "]"))));

        assertThat(json(jobs.errors(job)).values().stream()
                        .map(each -> each.at("/user/name").asString()))
                .containsExactlyElementsOf(
                        IntStream.range(0, users).mapToObj(String::valueOf).toList());
    }

    @Test
    void changesOfThoseWhoAreThereWhatMayBeChangedAndNothingWithoutBeingTold() {
        jobs.end(jobs.importing("[" + ANN + "]"));
        var other =
                "[{\"email\":\"ANN@example.test\",\"user_id\":\"other\",\"name\":\"Anna\",\"username\":\"anna\",\"blocked\":true,"
                        + "\"app_metadata\":{\"seats\":2}}]";

        var refused = jobs.end(jobs.importing(other));
        assertThat(refused.at("/summary/failed").asInt()).isEqualTo(1);
        assertThat(json(jobs.errors(refused)).at("/0/errors"))
                .isEqualTo(Json.read("""
                [{"code": "DUPLICATED_USER", "message": "The user already exist and upsert parameter is false"}]""".getBytes(StandardCharsets.UTF_8)));
        assertThat(jobs.user("auth0%7Cann").get("name").asString()).isEqualTo("Ann");

        var changed = jobs.end(jobs.importing(other, part("upsert", "true")));
        assertThat(changed.get("summary").toString())
                .isEqualTo("{\"failed\":0,\"updated\":1,\"inserted\":0,\"total\":1}");
        assertThat(jobs.errors(changed).statusCode()).isEqualTo(204);
        var profile = exported("json", "user_id", "email", "name", "username", "blocked", "app_metadata");
        assertThat(profile)
                .isEqualTo("{\"user_id\":\"auth0|ann\",\"email\":\"ann@example.test\",\"name\":\"Anna\","
                        + "\"app_metadata\":{\"plan\":\"gold\",\"seats\":2}}\n");
    }

    @Test
    void makesUsersOfItsOwnDatabaseAlone() {
        var job = jobs.end(jobs.importing("[{\"user_id\":\"|\",\"email\":\"a@example.test\"},"
                + "{\"user_id\":\"auth0|\",\"email\":\"b@example.test\"},{\"user_id\":\"\",\"email\":\"c@example.test\"},"
                + "{\"user_id\":\"google-oauth2|1\",\"email\":\"d@example.test\"},"
                + "{\"user_id\":\"auth0|e\",\"email\":\"e@example.test\"}]"));

        assertThat(job.get("summary").toString()).isEqualTo("{\"failed\":4,\"updated\":0,\"inserted\":1,\"total\":5}");
        assertThat(json(jobs.errors(job)).values().stream()
                        .map(each -> each.at("/errors/0/code").asString() + " "
                                + each.at("/errors/0/path").asString()))
                .containsOnly("PATTERN user_id");
        assertThat(exported("json", "user_id")).isEqualTo("{\"user_id\":\"auth0|e\"}\n");
    }

    @Test
    void failsAsAWholeWhereTheFileCannotBeRead() {
        for (var broken : new String[] {
            "[{\"email\":\"a@example.test\"},",
            "no json",
            "[{\"email\":\"a@example.test\"}]\n[{\"email\":\"b@example.test\"}]",
            "[{\"email\":\"a@example.test\"}]]"
        }) {
            var job = jobs.end(jobs.importing(broken));

            assertThat(job.get("status").asString()).as(broken).isEqualTo("failed");
            var errors = json(jobs.errors(job));
            assertThat(errors.get("status_details").asString())
                    .isEqualTo("Failed to parse users file JSON when importing users. Make sure it is valid JSON.");
            assertThat(errors.get("connection").asString()).isEqualTo("Username-Password-Authentication");
        }
        assertThat(api.get("/users?q=email:*@example.test").body()).isEqualTo("[]");
    }

    @Test
    void takesWhatAuth0sClientForJavaWrites() {
        var job = jobs.end(jobs.form(
                file("[" + ANN + "]"),
                part("connection_id", "\"" + jobs.connection() + "\""),
                part("external_id", "\"a \\\"b\\\"\""),
                part("upsert", "true"),
                part("send_completion_email", "false")));

        assertThat(job.get("external_id").asString()).isEqualTo("a \"b\"");
        assertThat(job.at("/summary/inserted").asInt()).isEqualTo(1);
    }

    @Test
    void takesAnEmptyTextOfAFormForNone() {
        var job = json(jobs.importing("[" + ANN + "]", part("external_id", ""), part("upsert", "true")));

        assertThat(job.propertyNames())
                .containsExactlyInAnyOrder("type", "status", "created_at", "id", "connection_id", "connection");
    }

    @Test
    void refusesFormsThatAreNoImport() {
        var id = part("connection_id", jobs.connection());
        assertInvalid(jobs.form(id), "Must provide 'users' file as multipart part.");
        assertInvalid(jobs.form(file("[]")), "Must provide 'connection_id' as multipart part.");
        assertInvalid(jobs.form(file(""), id), "Users file must not be empty.");
        assertInvalid(
                jobs.form(file("[]"), part("connection_id", "con_x")),
                "Payload validation error: 'String does not match pattern ^con_[A-Za-z0-9]{16}$: con_x' on property connection_id.");
        assertInvalid(
                jobs.form(file("[]"), part("connection_id", "con_0000000000000001")), "The connection does not exist.");
        assertInvalid(
                jobs.form(file("[]"), id, part("upsert", "yes")),
                "Payload validation error: 'Expected type boolean but found type string' on property upsert.");
        assertInvalid(
                jobs.form(file("[]"), id, id),
                "Payload validation error: 'Expected type string but found type array' on property connection_id.");
        var malformed = "Payload validation error: 'Invalid multipart payload format'.";
        assertInvalid(jobs.raw("multipart/form-data", file("[]") + id), malformed);
        assertInvalid(jobs.raw("multipart/form-data; boundary=" + JobDesk.BOUNDARY, file("[]") + id), malformed);
        assertInvalid(jobs.form(file("[]"), id, part("external_id", "a\u0000b")), malformed);
        assertThat(jobs.raw("application/json", "{}").body())
                .isEqualTo(refusal(415, "Unsupported Media Type", "Unsupported Media Type", ""));
    }

    @Test
    void boundsFormsInEveryDirection() {
        var id = part("connection_id", jobs.connection());
        var tooLong = refusal(
                413, "Request Entity Too Large", "Payload content length greater than maximum allowed: 512000", "");
        assertThat(jobs.form(id, file("[" + " ".repeat(512_000) + "]")).body()).isEqualTo(tooLong);
        assertThat(jobs.form(id, file("[" + " ".repeat(700_000) + "]")).body()).isEqualTo(tooLong);
        assertThat(jobs.importing("[" + " ".repeat(511_998) + "]").statusCode()).isEqualTo(202);
        var many = IntStream.range(0, 40).mapToObj(n -> part("p" + n, "x")).collect(Collectors.joining());
        assertThat(jobs.form(many, file("[]"), id).statusCode()).isEqualTo(400);
        var endless = "--" + JobDesk.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"users\"\r\nX: "
                + "y".repeat(100_000) + "\r\n\r\n[]\r\n";
        assertThat(jobs.form(endless, id).statusCode()).isEqualTo(400);
        var headers = "--" + JobDesk.BOUNDARY + "\r\n" + "X: y\r\n".repeat(50_000);
        assertThat(jobs.raw("multipart/form-data; boundary=" + JobDesk.BOUNDARY, headers)
                        .statusCode())
                .isEqualTo(400);
        assertThat(jobs.raw("multipart/form-data; boundary=" + "b".repeat(9_000), "x")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesNoOtherConnectionsThanOurOwnDatabases() {
        var other = json(api.post("/connections", "{\"name\":\"corp\",\"strategy\":\"samlp\"}"));
        var idle = json(api.post("/connections", "{\"name\":\"idle\",\"strategy\":\"auth0\"}"));

        assertThat(jobs.form(file("[]"), part("connection_id", other.get("id").asString()))
                        .body())
                .isEqualTo(refusal(
                        400, "Bad Request", "Connection must be a database connection", "operation_not_supported"));
        assertThat(jobs.form(file("[]"), part("connection_id", idle.get("id").asString()))
                        .body())
                .isEqualTo(refusal(400, "Bad Request", "Connection must be enabled.", "connection_is_disabled"));
    }

    @Test
    void writesUsersAsCommaSeparatedValuesThatNoProgramCalculates() {
        jobs.end(jobs.importing(
                "[{\"email\":\"a@example.test\",\"user_id\":\"a\",\"name\":\"=1+1\",\"nickname\":\"say \\\"hi\\\", twice\","
                        + "\"user_metadata\":{\"n\":-7,\"l\":[1]}}]"));

        assertThat(exported("csv", "user_id", "name", "nickname", "user_metadata.n", "user_metadata.l", "absent"))
                .isEqualTo("""
                        "user_id","name","nickname","user_metadata.n","user_metadata.l","absent"\r
                        "'auth0|a","'=1+1","'say ""hi"", twice",-7,"'[1]",\r
                        """);
        assertThat(exported("csv", "created_at")).matches("\"created_at\"\r\n\\d{4}-[^'\"]*Z\r\n");
    }

    @Test
    void writesNoHashesUnlessTheOperatorAllowsIt() {
        jobs.end(jobs.importing("[" + ANN + "]"));

        assertThat(exported("json", "email", "password_hash", "custom_password_hash"))
                .isEqualTo("{\"email\":\"ann@example.test\"}\n");
        var usual = api.post("/jobs/users-exports", "{}");
        assertThat(json(usual).get("format").asString()).isEqualTo("csv");
        assertThat(download(jobs.end(usual).get("location").asString()))
                .contains(",\"'Username-Password-Authentication\",")
                .doesNotContain("hash", HASH);
    }

    @Test
    void opensAFileToNobodyElseAndNotWithAnAlteredToken() {
        var job = jobs.end(api.post("/jobs/users-exports", "{}"));
        var location = job.get("location").asString();
        var token = location.substring(location.indexOf("token=") + 6);

        assertThat(jobs.download(location).headers().firstValue("Content-Type")).contains("application/gzip");
        assertThat(location)
                .startsWith("https://auth.example.test/api/v2/jobs/")
                .contains("/default.csv.gz?token=");
        var altered = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");
        assertThat(jobs.download(location.replace(token, altered)).statusCode()).isEqualTo(401);
        assertThat(jobs.download(location.replace("?token=" + token, "")).statusCode())
                .isEqualTo(401);
        assertThat(jobs.download(location.replace("default.csv", "other.csv")).statusCode())
                .isEqualTo(404);
        var second = jobs.end(api.post("/jobs/users-exports", "{}")).get("id").asString();
        assertThat(jobs.download(location.replace(job.get("id").asString(), second))
                        .statusCode())
                .isEqualTo(401);
        var writer = server.token(server.issuer() + "api/v2/", "create:users");
        assertThat(json(server.call("GET", "/api/v2/jobs/" + second, writer, Optional.empty()))
                        .has("location"))
                .isFalse();
    }

    @Test
    void refusesWhatNobodyCanBeAskedToConfirm() {
        jobs.end(jobs.importing("[" + ANN + "]"));
        server.bringIn(
                "{\"user_id\":\"auth0|none\",\"identities\":[{\"provider\":\"auth0\",\"user_id\":\"none\",\"connection\":\"Username-Password-Authentication\"}]}",
                "{\"user_id\":\"sms|1\",\"email\":\"s@example.test\",\"identities\":[{\"provider\":\"sms\",\"user_id\":\"1\",\"connection\":\"gone\"}]}");

        assertThat(verify("{\"user_id\":\"auth0|nobody\"}").body())
                .isEqualTo(refusal(404, "Not Found", "The user does not exist.", "inexistent_user"));
        assertInvalid(verify("{\"user_id\":\"auth0|none\"}"), "User does not have an email address.");
        assertInvalid(verify("{\"user_id\":\"sms|1\"}"), "connection does not exist.");
        assertInvalid(
                verify("{\"user_id\":\"sms|1\",\"identity\":{\"provider\":\"sms\",\"user_id\":\"1\"}}"),
                "Identity connection does not exist.");
        assertInvalid(
                verify("{\"user_id\":\"auth0|ann\",\"identity\":{\"provider\":\"sms\",\"user_id\":\"1\"}}"),
                "The user exists, but does not contain the given identity.");
        assertInvalid(
                verify("{\"user_id\":\"auth0|ann\",\"organization_id\":\"org_0000000000000001\"}"),
                "The organization does not exist");
        assertThat(verify("{\"user_id\":\"auth0|ann\",\"client_id\":\"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
        assertInvalid(
                verify("{\"user_id\":\"auth0|ann\",\"client_id\":\"#<Random:0x00007fd199de72c8>\"}"),
                "Payload validation error: 'Object didn't pass validation for format client-id: #<Random:0x00007fd199de72c8>' on property client_id.");
        assertThat(verify("{}").statusCode()).isEqualTo(400);
        assertThat(verify("{\"user_id\":\"auth0|ann\",\"more\":1}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesExportsThatAreNone() {
        for (var body : new String[] {
            "{\"format\":\"xml\"}",
            "{\"limit\":0}",
            "{\"more\":1}",
            "{\"fields\":[{}]}",
            "{\"format\":\"csv\",\"fields\":[{\"name\":\"app_metadata\"}]}",
            "{\"fields\":[{\"name\":\"app_metadata\"}]}",
            "{\"format\":\"csv\",\"fields\":[" + "{\"name\":\"a\"},".repeat(30) + "{\"name\":\"b\"}]}",
            "{\"connection_id\":\"x\"}"
        }) {
            assertThat(api.post("/jobs/users-exports", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
        assertInvalid(
                api.post("/jobs/users-exports", "{\"connection_id\":\"con_0000000000000001\"}"),
                "The connection does not exist.");
        assertInvalid(
                api.post(
                        "/jobs/users-exports",
                        "{\"fields\":[{\"name\":\"a.b\"},{\"name\":\"c\"},{\"name\":\"a[b]\",\"export_as\":\"d\"}]}"),
                "Payload validation error: 'Array items are not unique (indexes 0 and 2)' on property fields.");
        assertThat(api.get("/jobs/job_none").body())
                .isEqualTo(refusal(404, "Not Found", "Job not found.", "inexistent_job"));
        assertThat(api.get("/jobs/job_none/errors").body())
                .isEqualTo(refusal(404, "Not Found", "The job does not exist", "inexistent_job"));
    }

    private HttpResponse<String> verify(String body) {
        return api.post("/jobs/verification-email", body);
    }

    private String exported(String format, String... fields) {
        var names = java.util.Arrays.stream(fields)
                .map(name -> "{\"name\":\"" + name + "\"}")
                .collect(Collectors.joining(","));
        var job =
                jobs.end(api.post("/jobs/users-exports", "{\"format\":\"" + format + "\",\"fields\":[" + names + "]}"));
        return download(job.get("location").asString());
    }

    private String download(String location) {
        try (var unpacked = new GZIPInputStream(
                new ByteArrayInputStream(jobs.download(location).body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void assertInvalid(HttpResponse<String> answer, String message) {
        assertThat(answer.body()).isEqualTo(refusal(400, "Bad Request", message, "invalid_body"));
    }
}
