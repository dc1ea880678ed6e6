package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private static final List<Route> ROUTES = List.of(
            route(Method.GET, ""),
            route(Method.GET, "/users"),
            route(Method.GET, "/users/{id}"),
            route(Method.DELETE, "/users/{id}"),
            route(Method.GET, "/users/me"),
            route(Method.GET, "/users/{user}/roles/{role}"),
            route(Method.GET, "/users/me/settings"));

    private final RouteTable table = new RouteTable(ROUTES);

    @Test
    void findsALiteralPath() {
        assertThat(found(Method.GET, "/users")).isEqualTo("/users");
        assertThat(found(Method.GET, "")).isEmpty();
    }

    @Test
    void prefersALiteralToAParameter() {
        assertThat(found(Method.GET, "/users/me")).isEqualTo("/users/me");
        assertThat(found(Method.GET, "/users/you")).isEqualTo("/users/{id}");
    }

    @Test
    void fallsBackToAParameterWhereTheLiteralLeadsNowhere() {
        assertThat(found(Method.DELETE, "/users/me")).isEqualTo("/users/{id}");
        assertThat(table.find(Method.GET, "/users/me/roles/r").orElseThrow().parameters())
                .containsEntry("user", "me")
                .containsEntry("role", "r");
    }

    @Test
    void splitsBeforeItDecodes() {
        assertThat(table.find(Method.GET, "/users/a%2Fb%7Cc").orElseThrow().parameters())
                .containsEntry("id", "a/b|c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "%2e%2e", ";a=b", "..;", "a+b", "@", ":"})
    void takesOddSegmentsAsTheyAre(String segment) {
        assertThat(found(Method.GET, "/users/" + segment)).isEqualTo("/users/{id}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/", "/Users", "/users/a/", "//users", "/users//roles/r", "/", "/none", "users", "*"})
    void findsNothingElsewhere(String path) {
        assertThat(table.find(Method.GET, path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/", "/USERS", "/Users/Me/Settings/", "/users/a/Roles/r", "/"})
    void findsWhatIsWrittenCarelesslyWhenItIsLenient(String path) {
        var lenient = new RouteTable(ROUTES, true);

        assertThat(lenient.find(Method.GET, path)).isPresent();
        assertThat(lenient.find(Method.GET, path + "//")).isEmpty();
    }

    @Test
    void leavesParametersAsTheyAreWhenItIsLenient() {
        var found =
                new RouteTable(ROUTES, true).find(Method.GET, "/Users/Ann%2F/").orElseThrow();

        assertThat(found.parameters()).containsEntry("id", "Ann/");
    }

    @Test
    void refusesALiteralThatNoLenientTableWouldFind() {
        var routes = List.of(route(Method.GET, "/userInfo/{anyId}"));

        assertThat(new RouteTable(routes)).isNotNull();
        assertThatThrownBy(() -> new RouteTable(routes, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsNothingForAnotherMethod() {
        assertThat(table.find(Method.POST, "/users")).isEmpty();
    }

    @Test
    void refusesAMalformedEscapeEvenWhereThereIsNoRoute() {
        assertThatThrownBy(() -> table.find(Method.GET, "/none/%zz")).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesTwoRoutesForOnePath() {
        var twins = List.of(route(Method.GET, "/a/{x}"), route(Method.GET, "/a/{y}"));

        assertThatThrownBy(() -> new RouteTable(twins)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "/{id}.json", "/{}", "/a{id}", "/{id"})
    void refusesATemplateThatItWouldMisread(String template) {
        var routes = List.of(route(Method.GET, template));

        assertThatThrownBy(() -> new RouteTable(routes)).isInstanceOf(IllegalArgumentException.class);
    }

    private String found(Method method, String path) {
        return table.find(method, path).orElseThrow().route().template();
    }

    private static Route route(Method method, String template) {
        return new Route(method, template, Access.anyone(), 0, Duration.ZERO, _ -> Answer.noContent());
    }
}
