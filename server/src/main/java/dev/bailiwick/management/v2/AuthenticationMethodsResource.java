package dev.bailiwick.management.v2;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.tenantsettings.TenantSettings;
import dev.bailiwick.user.AuthenticationMethods;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /users/{id}/authentication-methods}. */
final class AuthenticationMethodsResource {

    private static final Schema CREATE = Schema.of("authentication-method", "create");
    private static final Schema REPLACE = Schema.of("authentication-method", "replace");
    private static final Schema CHANGE = Schema.of("authentication-method", "change");
    private static final int PER_PAGE = 50;

    private final AuthenticationMethods methods;
    private final TenantSettings settings;

    AuthenticationMethodsResource(AuthenticationMethods methods, TenantSettings settings) {
        this.methods = methods;
        this.settings = settings;
    }

    List<Route> routes() {
        return List.of(
                Operations.route("get_authentication-methods", this::list),
                Operations.route("post_authentication-methods", this::create),
                Operations.route("put_authentication-methods", this::replace),
                Operations.route("delete_authentication-methods", this::removeAll),
                Operations.route("get_authentication-methods_by_authentication_method_id", this::one),
                Operations.route("patch_authentication-methods_by_authentication_method_id", this::change),
                Operations.route("delete_authentication-methods_by_authentication_method_id", this::remove));
    }

    private Answer list(Call call) {
        var paging = Paging.byNumber(call, PER_PAGE);
        var found = methods.list(call.tenant().id(), user(call), paging.slice());
        return paging.answer("authenticators", found, json(call)::of);
    }

    private Answer create(Call call) {
        var body = CREATE.read(call);
        var method = methods.add(call.tenant().id(), user(call), body, call.origin());
        return Answer.of(201, json(call).made(method));
    }

    /** Nothing is masked in the answer, as in the original's. */
    private Answer replace(Call call) {
        var given =
                REPLACE.tree(call.body()).values().stream().map(JsonObject::of).toList();
        var made = methods.replaceAll(call.tenant().id(), user(call), given, call.origin());
        return Answer.ok(
                made.stream().map(AuthenticationMethodJson.whole()::made).toList());
    }

    /** A user who is not there is no error. */
    private Answer removeAll(Call call) {
        methods.removeAll(call.tenant().id(), user(call), _ -> true, call.origin());
        return Answer.noContent();
    }

    private Answer one(Call call) {
        return Answer.ok(json(call).of(methods.get(call.tenant().id(), user(call), id(call))));
    }

    private Answer change(Call call) {
        var body = CHANGE.read(call);
        return Answer.ok(
                json(call).changed(methods.change(call.tenant().id(), user(call), id(call), body, call.origin())));
    }

    private Answer remove(Call call) {
        methods.remove(call.tenant().id(), user(call), id(call), call.origin());
        return Answer.noContent();
    }

    private AuthenticationMethodJson json(Call call) {
        return AuthenticationMethodJson.in(call.tenant().id(), settings);
    }

    private static UserId user(Call call) {
        return new UserId(call.path("id"));
    }

    private static String id(Call call) {
        return call.path("authentication_method_id");
    }
}
