package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.rbac.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person with a profile.
 *
 * @param profile as it came, in Auth0's members; without passwords
 */
public record User(UserId id, JsonObject profile) {

    private static final List<String> TOKENS = List.of("access_token", "access_token_secret", "refresh_token");

    /** What a user is shown by, which follows from what the user is known by where nothing else is said. */
    static final List<String> FOLLOWING = List.of("name", "nickname", "picture");

    private static final List<String> OF_USER = List.of(
            "user_id",
            "identities",
            "user_metadata",
            "app_metadata",
            "created_at",
            "updated_at",
            "last_login",
            "last_ip",
            "last_password_reset",
            "logins_count");

    /** What the person is called. */
    public Optional<String> name() {
        return profile.text("/name");
    }

    /** How the person is called by others. */
    public Optional<String> nickname() {
        return profile.text("/nickname");
    }

    /** The person's address. */
    public Optional<String> email() {
        return profile.text("/email");
    }

    /** The addresses of all accounts; those that have none are left out. */
    List<String> addresses() {
        return Stream.concat(
                        email().stream(),
                        linked().stream().flatMap(account -> account.told().text("/profileData/email").stream()))
                .toList();
    }

    /** The name of the connection by which the user first came; empty when the profile does not tell. */
    public Optional<String> connection() {
        return profile.text("/identities/0/connection").or(() -> profile.text("/connection"));
    }

    /** The accounts by which the person comes. A profile that tells of none has one, which the id names. */
    public List<Identity> identities() {
        var told = profile.objects("/identities").stream()
                .flatMap(each -> Identity.of(each).stream())
                .toList();
        return told.isEmpty() ? List.of(ofId()) : told;
    }

    /** The accounts beside the one that the id names. */
    List<Identity> linked() {
        return identities().stream()
                .filter(identity -> !identity.key().equals(id.value()))
                .toList();
    }

    /** The profile without what the accounts' providers gave to speak in the user's name. */
    public JsonObject profileWithoutTokens() {
        var accounts = profile.objects("/identities");
        return accounts.stream().noneMatch(account -> TOKENS.stream().anyMatch(account::has))
                ? profile
                : profile.with(
                        "identities",
                        accounts.stream()
                                .map(account -> account.without(TOKENS))
                                .toList());
    }

    /** Of the profile what is told of the first account, not of the user as a whole, and does not follow from the rest. */
    public JsonObject profileData() {
        var told = profile.without(OF_USER);
        var usual = JsonObject.of(NewUser.usual(told));
        return told.without(FOLLOWING.stream()
                        .filter(name -> told.text("/" + name).equals(usual.text("/" + name)))
                        .toList())
                .without(told.flag("/blocked").orElse(true) ? List.of() : List.of("blocked"));
    }

    private Identity ofId() {
        int bar = id.value().indexOf('|');
        return new Identity(
                bar < 0 ? "" : id.value().substring(0, bar),
                id.value().substring(bar + 1),
                connection().orElse(""),
                profile);
    }

    /** When the user last logged in; empty for never. */
    public Optional<Instant> lastLogin() {
        return time("/last_login");
    }

    /** When the user was made; empty when the profile does not tell. */
    public Optional<Instant> createdAt() {
        return time("/created_at");
    }

    private Optional<Instant> time(String pointer) {
        return profile.text(pointer).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeException e) {
                return Optional.empty(); // a text of another form is kept in the profile, and sorts like none
            }
        });
    }
}
