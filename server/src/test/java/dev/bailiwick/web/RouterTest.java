package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.secret.RandomText;
import dev.bailiwick.tenant.Tenant;
import dev.bailiwick.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final Logger LOG = Logger.getLogger(Router.class.getName());
    private static final Tenant ACME = new Tenant(new TenantId("acme"), "acme", "acme.test");
    private static final Authenticator BY_SCOPE = (_, request) -> request.header("Authorization")
            .map(scope -> new Caller("somebody", Set.of(scope)))
            .orElseThrow(new Problem.Unauthenticated(AuthenticationFailure.MISSING)::asException);

    private final Router router = new Router(
            List.of(
                    Api.of(
                            List.of("/api/v2", "/alias"),
                            List.of(
                                    Route.get(
                                            "/users/{id}",
                                            Access.anyOf("read:users", "read:all"),
                                            RouterTest::describe),
                                    Route.post(
                                                    "/users",
                                                    Access.anyone(),
                                                    call -> Answer.ok(Json.read(
                                                            call.body().bytes())))
                                            .upTo(10)),
                            BY_SCOPE,
                            new TaggedErrors("v2")),
                    Api.open(
                            List.of("/api"),
                            List.of(
                                    Route.get("", Access.anyone(), _ -> Answer.text("text/plain", "root")),
                                    Route.get("/fail", Access.anyone(), _ -> {
                                        throw new IllegalStateException("the database password is hunter2");
                                    }),
                                    Route.get("/overflow", Access.anyone(), _ -> {
                                        throw new StackOverflowError();
                                    }),
                                    Route.get("/unwritable", Access.anyone(), _ -> Answer.ok(new Unwritable("x"))),
                                    Route.get(
                                            "/split",
                                            Access.anyone(),
                                            _ -> Answer.noContent().with("Location", "/\r\nSet-Cookie: a=b"))),
                            new TaggedErrors("v1")),
                    Api.of(
                                    List.of("/told"),
                                    List.of(
                                            Route.post("/failing", Access.anyone(), _ -> {
                                                throw new IllegalStateException("in the handler");
                                            }),
                                            Route.post("/late", Access.anyOf("any"), RouterTest::describe),
                                            Route.put("/once", Access.anyone(), _ -> Answer.ok("once"))),
                                    (_, _) -> {
                                        throw Problem.Unavailable.SOON.asException();
                                    },
                                    new ToldMethods())
                            .within(new RateLimit(1, Clock.systemUTC())),
                    Api.open(List.of("/broken"), List.of(), _ -> {
                        throw new IllegalStateException("a dialect at a loss for words");
                    })),
            (host, _) -> host.equals("acme.test") ? Optional.of(ACME) : Optional.empty(),
            new RandomText(new Random(1)),
            new Traffic(1),
            DoorRules.DEFAULT);

    @BeforeAll
    static void hushExpectedFailures() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void handsTheHandlerTenantCallerAndParameters() {
        var answer = answer(FakeRequest.of("GET", "/api/v2/users/a%7Cb").from("read:all"));

        assertThat(text(answer)).isEqualTo("acme somebody a|b");
    }

    @Test
    void servesTheSameRoutesUnderEveryPrefix() {
        assertThat(text(answer(FakeRequest.of("GET", "/alias/users/x").from("read:users"))))
                .isEqualTo("acme somebody x");
    }

    @Test
    void servesARouteAtThePrefixItself() {
        assertThat(text(answer(FakeRequest.of("GET", "/api")))).isEqualTo("root");
    }

    @Test
    void answersHeadLikeGet() {
        assertThat(answer(FakeRequest.of("HEAD", "/api")).status()).isEqualTo(200);
    }

    @Test
    void namesEveryAnswerDifferently() {
        var first = answer(FakeRequest.of("GET", "/api")).headers().get("X-Request-Id");
        var second = answer(FakeRequest.of("GET", "/none")).headers().get("X-Request-Id");

        assertThat(first).matches("[0-9a-f]{24}").isNotEqualTo(second);
        assertThat(second).matches("[0-9a-f]{24}");
    }

    @Test
    void wordsARefusalInTheDialectOfTheLongestPrefix() {
        assertThat(text(answer(FakeRequest.of("GET", "/api/v2/none")))).contains("v2", "NoSuchRoute");
        assertThat(text(answer(FakeRequest.of("GET", "/api/none")))).contains("v1", "NoSuchRoute");
        assertThat(text(answer(FakeRequest.of("GET", "/api/v2x")))).contains("v1", "NoSuchRoute");
        assertThat(text(answer(FakeRequest.of("GET", "/apis")))).contains("Not Found");
        assertThat(text(answer(FakeRequest.of("OPTIONS", "*")))).contains("Not Found");
    }

    @Test
    void refusesACallerWithoutCredentials() {
        var answer = answer(FakeRequest.of("GET", "/api/v2/users/x"));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void refusesACallerWithoutTheScope() {
        var answer = answer(FakeRequest.of("GET", "/api/v2/users/x").from("read:roles"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).contains("InsufficientScope");
    }

    @Test
    void knowsNothingUnderAnUnknownHost() {
        assertThat(answer(FakeRequest.of("GET", "/api").to("other.test")).status())
                .isEqualTo(404);
    }

    @Test
    void refusesAMalformedQueryWithoutCallingTheHandler() {
        var request = new FakeRequest("GET", "/api", "a=%zz", Map.of("Host", "acme.test"), "");

        assertThat(answer(request).status()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsDeclaredTooLongWithoutReadingIt() {
        var post = FakeRequest.of("POST", "/api/v2/users");

        assertThat(answer(post.with("Content-Length", "11", "1")).status()).isEqualTo(413);
        assertThat(answer(post.with("Content-Length", "99999999999999999999", "1"))
                        .status())
                .isEqualTo(413);
        assertThat(answer(post.with("Content-Length", "10", "1234567890")).status())
                .isEqualTo(200);
    }

    @Test
    void refusesABodyThatTurnsOutTooLong() {
        assertThat(answer(FakeRequest.of("POST", "/api/v2/users").with("X", "x", "12345678901"))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void hidesWhatFailed() {
        var answer = answer(FakeRequest.of("GET", "/api/fail"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).contains("v1", "Unexpected").doesNotContain("hunter2");
        assertThat(answer.headers()).containsKey("X-Request-Id");
    }

    @Test
    void survivesAnErrorOfTheVirtualMachine() {
        assertThat(answer(FakeRequest.of("GET", "/api/overflow")).status()).isEqualTo(500);
    }

    @Test
    void answersInTheDialectWhenAnAnswerCannotBeWritten() {
        var answer = answer(FakeRequest.of("GET", "/api/unwritable"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).contains("v1", "Unexpected");
    }

    @Test
    void sendsNoHeaderThatWouldSplitTheAnswer() {
        assertThat(answer(FakeRequest.of("GET", "/api/split")).status()).isEqualTo(500);
    }

    @Test
    void answersPlainlyWhenEvenTheDialectFails() {
        var answer = answer(FakeRequest.of("GET", "/broken/x"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(text(answer)).contains("Internal Server Error");
    }

    @Test
    void wordsWhatWasRefusedBeforeRouting() {
        var answer = router.refuse("POST", "/api/v2/users", Optional.empty(), new Problem.TooLarge(1));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(text(answer)).contains("v2", "TooLarge");
        assertThat(answer.headers()).containsKey("X-Request-Id");
    }

    @Test
    void tellsTheDialectTheMethodHoweverEarlyOrLateARequestIsRefused() {
        answer(FakeRequest.of("PUT", "/told/once"));
        var refusals = List.of(
                answer(FakeRequest.of("PUT", "/told/once")),
                answer(FakeRequest.of("PUT", "/told/nowhere")),
                answer(FakeRequest.of("PUT", "/told/once").to("other.test")),
                answer(FakeRequest.of("POST", "/told/late")),
                router.refuse("POST", "/told/once", Optional.empty(), new Problem.TooLarge(1)));

        assertThat(refusals.stream().map(RouterTest::text))
                .containsExactly(
                        "PUT TooManyRequests",
                        "PUT NoSuchRoute",
                        "PUT NoSuchRoute",
                        "POST Unavailable",
                        "POST TooLarge");
    }

    @Test
    void tellsTheDialectTheMethodOfWhatFailed() {
        assertThat(text(answer(FakeRequest.of("POST", "/told/failing")))).isEqualTo("POST Unexpected");
    }

    @Test
    void letsNobodyCacheAnAnswerThatDoesNotSaySo() {
        assertThat(answer(FakeRequest.of("GET", "/api")).headers()).containsEntry("Cache-Control", "no-cache");
        assertThat(answer(FakeRequest.of("GET", "/api/unknown")).headers()).containsEntry("Cache-Control", "no-cache");
    }

    @Test
    void knowsTheLongestBodyOfAllRoutes() {
        assertThat(router.longestBody()).isEqualTo(1 << 20);
    }

    @Test
    void refusesAPrefixThatWouldNeverMatch() {
        var prefixes = List.of("/api/");

        assertThatThrownBy(() -> Api.open(prefixes, List.of(), new PlainErrors()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Answer answer(Request request) {
        return router.answer(request, router.visit(request));
    }

    private static Answer describe(Call call) {
        return Answer.text(
                "text/plain",
                String.join(" ", call.tenant().name(), call.caller().subject(), call.path("id")));
    }

    private static String text(Answer answer) {
        return new String(answer.content().bytes(), StandardCharsets.UTF_8);
    }

    /** A dialect that says what it is told. */
    private record ToldMethods() implements ErrorDialect {

        @Override
        public Answer render(Problem problem) {
            return render(problem, "none");
        }

        @Override
        public Answer render(Problem problem, String method) {
            return Answer.text("text/plain", method + " " + problem.getClass().getSimpleName());
        }
    }

    /** A value whose writing fails. */
    record Unwritable(String name) {

        @Override
        public String name() {
            throw new IllegalStateException("cannot be read");
        }
    }
}
