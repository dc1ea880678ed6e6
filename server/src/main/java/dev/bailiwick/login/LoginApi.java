package dev.bailiwick.login;

import dev.bailiwick.connection.Connections;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Route;
import java.util.List;

/** Pages for people: below {@code /u} of a tenant's domain, and below {@code /p} for those who administer servers behind connections. */
public final class LoginApi {

    private LoginApi() {}

    /** Where the links of tickets lead. What those below {@code /u} say is the same for every ticket, and for none. */
    public static List<Api> of(Connections connections) {
        var provisioning = new ProvisioningPages(connections);
        return List.of(
                Api.open(
                        List.of("/u"),
                        List.of(
                                Route.get("/reset-verify", Access.anyone(), _ -> Page.NOT_YET.answer(200)),
                                Route.get("/email-verification", Access.anyone(), _ -> Page.NOT_YET.answer(200))),
                        new LoginErrors()),
                Api.open(
                        List.of("/p"),
                        List.of(Route.get("/{strategy}/{ticket}", Access.anyone(), provisioning::page)),
                        new LoginErrors()));
    }
}
