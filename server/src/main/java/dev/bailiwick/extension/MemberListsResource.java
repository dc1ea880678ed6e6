package dev.bailiwick.extension;

import static dev.bailiwick.web.Access.anyOf;
import static dev.bailiwick.web.Route.get;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.MemberLists;
import dev.bailiwick.rbac.NestedMember;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.user.Users;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The lists of {@code /groups/{id}/members} of the Authorization Extension. */
final class MemberListsResource {

    private static final int PAGE = 25;
    private static final Set<String> PARAMETERS = Set.of("page", "per_page");
    private static final List<String> NESTED_FIELDS = List.of("user_id", "name", "nickname", "email");

    private static final Comparator<NestedJson> NAMELESS_LAST = Comparator.<NestedJson, Boolean>comparing(
                    nested -> nested.name().isEmpty())
            .thenComparing(nested -> nested.name().orElse(""))
            .thenComparing(nested -> nested.user().text("/user_id").orElse(""));

    private final MemberLists members;
    private final Users users;

    MemberListsResource(MemberLists members, Users users) {
        this.members = members;
        this.users = users;
    }

    List<Route> routes() {
        return List.of(
                get("/groups/{id}/members", anyOf("read:groups"), this::direct),
                get("/groups/{id}/members/nested", anyOf("read:groups"), this::nested)
                        .within(ExtensionApi.LIST_TIME));
    }

    record ListJson(long total, Iterable<JsonObject> users) {}

    record NestedListJson(long total, List<NestedJson> nested) {}

    record NestedJson(JsonObject user, SummaryJson group) {

        private Optional<String> name() {
            return user.text("/name");
        }
    }

    private Answer direct(Call call) {
        var group = group(call);
        var asked = page(call);
        var page = members.direct(call.tenant().id(), group, asked.skipped(), asked.size());
        return Answer.streamed(new ListJson(
                page.total(),
                users.at(
                                call.tenant().id(),
                                page.members().stream()
                                        .sorted(Comparator.comparing(UserId::value))
                                        .toList())
                        .each(user -> user.item().profileWithoutTokens(), user -> Optional.of(Stub.of(user)))));
    }

    private Answer nested(Call call) {
        var group = group(call);
        var asked = page(call);
        var page = members.nested(call.tenant().id(), group, asked.skipped(), asked.size());
        var known = new HashMap<UserId, JsonObject>();
        users.at(
                        call.tenant().id(),
                        page.members().stream()
                                .map(NestedMember::user)
                                .distinct()
                                .toList())
                .each(Numbered::item)
                .forEach(user -> known.put(user.id(), user.profile().in(NESTED_FIELDS)));
        return Answer.streamed(new NestedListJson(
                page.total(),
                page.members().stream()
                        .map(member -> new NestedJson(
                                known.computeIfAbsent(
                                        member.user(), id -> Stub.of(id).in(NESTED_FIELDS)),
                                SummaryJson.of(member.group())))
                        .sorted(NAMELESS_LAST)
                        .toList()));
    }

    private static GroupId group(Call call) {
        return new GroupId(Joi.guid("id", call.path("id")));
    }

    private static Page page(Call call) {
        var page = Page.of(call.query(), PAGE, PAGE);
        Joi.onlyParameters(call.query(), PARAMETERS);
        return page;
    }
}
