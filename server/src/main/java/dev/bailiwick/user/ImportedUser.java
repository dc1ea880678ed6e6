package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.user.UserImport.Rules;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One user of an imported file.
 *
 * @param id empty where the file leaves it to us, and the address tells who is meant
 * @param profile without passwords
 * @param hasCustomHash whether the password comes in the form of {@code custom_password_hash}
 * @param isWhole whether it is what an export tells, to which nothing is to be added
 */
record ImportedUser(
        Optional<UserId> id,
        JsonObject profile,
        Optional<PasswordHash> password,
        boolean hasCustomHash,
        boolean isWhole) {

    /** In bytes of UTF-8: what is a key elsewhere too. */
    private static final int LONGEST_ID = 512;

    private static final String USER_ID = "user_id";
    private static final String MACHINES = "@clients";
    private static final String DATABASE = "auth0|";
    private static final String EXPORTED_HASH = "passwordHash";
    private static final String HASH = "password_hash";
    private static final String CUSTOM_HASH = "custom_password_hash";
    private static final List<String> PASSWORDS = List.of(HASH, CUSTOM_HASH, EXPORTED_HASH);

    /** What Auth0's import jobs change of users who are there. */
    private static final List<String> UPSERTED = List.of(
            "app_metadata",
            "email_verified",
            "family_name",
            "given_name",
            "name",
            "nickname",
            "picture",
            "user_metadata");

    /** What Auth0's export of passwords tells of its own database and not of the user. */
    private static final List<String> FOREIGN = List.of("_id", "tenant", "_tmp_is_unique");

    /** Members whose secrets would be shown with the profile. */
    private static final List<String> NOT_KEPT = List.of("password", "mfa_factors");

    /**
     * Reads a line of an export, or an element of the import format. A job's addresses and names are kept as all that the
     * Management API makes; an operator's users stay as they were.
     */
    static ImportedUser of(JsonObject told, Rules rules) {
        var given = rules.isOfJob() ? NewUser.folded(told) : told;
        for (var member : NOT_KEPT) {
            if (given.has(member)) {
                throw refused(member, "cannot be kept");
            }
        }
        var id = id(given, rules.isImportFormat());
        given.objects("/identities").stream()
                .flatMap(account -> Identity.of(account).stream())
                .forEach(account -> checked(account.key()));
        var profile = given.without(PASSWORDS);
        return new ImportedUser(
                id,
                given.has(USER_ID) ? profile : profile.without(FOREIGN),
                password(given),
                given.has(CUSTOM_HASH),
                !rules.isImportFormat() && given.has(USER_ID));
    }

    /** The key of the address by which the user is known where there is no id. */
    String emailKey() {
        return UserIdentifier.key(profile.text("/email").orElse(""));
    }

    /** As a new user, with what every user has. */
    User toUser(UserId newId, String connection, String now) {
        if (isWhole) {
            return new User(newId, profile);
        }
        var email = profile.text("/email").orElse("");
        var name = profile.text("/name").orElse(email);
        var known = profile.mergedWith(JsonObject.of(Map.of(USER_ID, newId.value())), Set.of());
        var bar = newId.value().indexOf('|');
        var identity = Map.of(
                USER_ID,
                newId.value().substring(bar + 1),
                "provider",
                bar < 0 ? "auth0" : newId.value().substring(0, bar),
                "connection",
                profile.text("/connection").orElse(connection),
                "isSocial",
                false);
        var usual = new LinkedHashMap<String, Object>();
        usual.put("email_verified", false);
        if (!name.isEmpty()) {
            usual.put("name", name);
            usual.put("nickname", name.split("@", 2)[0]);
        }
        usual.put("identities", List.of(identity));
        usual.put("created_at", now);
        usual.put("updated_at", now);
        return new User(newId, known.orElse(JsonObject.of(usual)));
    }

    /**
     * The user who is there with what is told here over it; of the members in {@code deep}, the members.
     *
     * @param isOfJob whether no more is changed than Auth0's import jobs change
     */
    User over(User present, Set<String> deep, boolean isOfJob) {
        var told = isOfJob ? profile.only(UPSERTED) : profile.without(List.of(USER_ID));
        return new User(present.id(), present.profile().mergedWith(told, deep));
    }

    ImportedUser withoutPassword() {
        return new ImportedUser(id, profile, Optional.empty(), false, isWhole);
    }

    private static Optional<UserId> id(JsonObject given, boolean isImportFormat) {
        var text = given.text("/user_id");
        if (given.has(USER_ID) && text.isEmpty()) {
            throw refused(USER_ID, "must be a string");
        }
        var whole = text.map(value -> isImportFormat && value.indexOf('|') < 0 ? DATABASE + value : value)
                .or(() -> given.text("/_id/$oid").map(DATABASE::concat));
        if (whole.isEmpty()) {
            if (!isImportFormat) {
                throw refused(USER_ID, "is required");
            }
            if (given.text("/email").orElse("").isEmpty()) {
                throw refused("email", "is required where there is no user_id");
            }
        }
        return whole.map(ImportedUser::checked).map(UserId::new);
    }

    /** Refuses with {@link Problem.Invalid} an id that no user may have. */
    static String checked(String id) {
        if (id.isEmpty()) {
            throw refused(USER_ID, "is not allowed to be empty");
        }
        if (id.endsWith(MACHINES)) {
            throw refused(USER_ID, "must not end in " + MACHINES + ", as the subjects of clients do");
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw refused(USER_ID, "must not be longer than " + LONGEST_ID + " bytes");
        }
        return id;
    }

    private static Optional<PasswordHash> password(JsonObject given) {
        var present = PASSWORDS.stream().filter(given::has).toList();
        if (present.size() > 1) {
            throw refused(present.getLast(), "must not stand beside " + present.getFirst());
        }
        return present.stream().findFirst().map(member -> {
            if (member.equals(CUSTOM_HASH)) {
                return PasswordHash.ofCustom(
                        given.object(member).orElseThrow(() -> refused(member, "must be of type object")));
            }
            return PasswordHash.ofBcrypt(
                    member, given.text("/" + member).orElseThrow(() -> refused(member, "must be a string")));
        });
    }

    private static RuntimeException refused(String member, String rule) {
        return new Problem.Invalid(Part.BODY, "/" + member, rule).asException();
    }
}
