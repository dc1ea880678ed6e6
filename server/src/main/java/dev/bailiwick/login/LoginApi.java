package dev.bailiwick.login;

import dev.bailiwick.web.Access;
import dev.bailiwick.web.Api;
import dev.bailiwick.web.Route;
import java.util.List;

/** Pages for people, below {@code /u} of a tenant's domain. */
public final class LoginApi {

    private LoginApi() {}

    /** Where the links of tickets lead. What they say is the same for every ticket, and for none. */
    public static Api of() {
        return Api.open(
                List.of("/u"),
                List.of(
                        Route.get("/reset-verify", Access.anyone(), _ -> Page.NOT_YET.answer(200)),
                        Route.get("/email-verification", Access.anyone(), _ -> Page.NOT_YET.answer(200))),
                new LoginErrors());
    }
}
