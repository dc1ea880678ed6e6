package dev.bailiwick.user;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.secret.SecretBox;
import dev.bailiwick.user.UserImport.Rules;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One user of an imported file.
 *
 * @param id empty where the file leaves it to us, and the address tells who is meant
 * @param profile without passwords and factors
 * @param factors what the user proves himself by beside the password, as authentication methods
 * @param hasCustomHash whether the password comes in the form of {@code custom_password_hash}
 * @param isWhole whether it is what an export tells, to which nothing is to be added
 */
record ImportedUser(
        Optional<UserId> id,
        JsonObject profile,
        List<JsonObject> factors,
        Optional<PasswordHash> password,
        boolean hasCustomHash,
        boolean isWhole) {

    /** In bytes of UTF-8: what is a key elsewhere too. */
    private static final int LONGEST_ID = 512;

    private static final String USER_ID = "user_id";
    private static final String UPDATED_AT = "updated_at";
    private static final String CREATED_AT = "created_at";
    private static final String IDENTITIES = "identities";
    static final String DATABASE = "auth0|";
    private static final Pattern WHOLE_ID = Pattern.compile("[^|]+\\|.+", Pattern.DOTALL);
    private static final String EXPORTED_HASH = "passwordHash";
    private static final String HASH = "password_hash";
    static final String CUSTOM_HASH = "custom_password_hash";
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

    /** Passwords in clear. */
    private static final String NOT_KEPT = "password";

    /** By these a user is known where there is no id. */
    static final List<String> IDENTIFIERS = List.of("email", "username", "phone_number");

    /**
     * Reads a line of an export, or an element of the import format. A job's addresses and names are kept as all that the
     * Management API makes; an operator's users stay as they were.
     */
    static ImportedUser of(JsonObject told, Rules rules) {
        var given = rules.isOfJob() ? NewUser.folded(told) : told;
        if (given.has(NOT_KEPT)) {
            throw refused(NOT_KEPT, "cannot be kept");
        }
        var id = id(given, rules.isImportFormat());
        given.objects("/" + IDENTITIES).stream()
                .flatMap(account -> Identity.of(account).stream())
                .forEach(account -> checked(account.key()));
        var profile = given.without(PASSWORDS).without(List.of(ImportedFactors.MEMBER));
        return new ImportedUser(
                id,
                given.has(USER_ID) ? profile : profile.without(FOREIGN),
                ImportedFactors.of(given),
                password(given),
                given.has(CUSTOM_HASH),
                !rules.isImportFormat() && given.has(USER_ID));
    }

    /** The key of an address or the like by which the user is known where there is no id; empty where there is none. */
    String key(String type) {
        return key(profile, type);
    }

    static String key(JsonObject profile, String type) {
        return UserIdentifier.key(profile.text("/" + type).orElse(""));
    }

    /** As a new user, with what every user has. */
    User toUser(UserId newId, String connection, String now) {
        if (isWhole) {
            return new User(newId, whole(newId, connection, now));
        }
        var known = Metadata.withoutNulls(profile).mergedWith(JsonObject.of(Map.of(USER_ID, newId.value())), Set.of());
        var usual = new LinkedHashMap<>(NewUser.usual(profile));
        usual.put(IDENTITIES, List.of(identity(newId, connection)));
        usual.put(CREATED_AT, now);
        usual.put(UPDATED_AT, now);
        return new User(newId, known.orElse(JsonObject.of(usual)));
    }

    /** What an export tells; where that has no accounts, which Auth0's always have, with the one that the id names. */
    private JsonObject whole(UserId newId, String connection, String now) {
        if (profile.has(IDENTITIES)) {
            return profile;
        }
        var derived = new LinkedHashMap<String, Object>();
        Optional.ofNullable(NewUser.usual(profile).get("name")).ifPresent(name -> derived.put("name", name));
        derived.put(IDENTITIES, List.of(identity(newId, connection)));
        derived.put(CREATED_AT, now);
        return profile.orElse(JsonObject.of(derived));
    }

    /** The account that an id names. One of another provider's has a connection of the provider's name, unless it is told. */
    private Map<String, Object> identity(UserId newId, String connection) {
        var bar = newId.value().indexOf('|');
        var provider = newId.value().substring(0, bar);
        var usual = isWhole && !provider.equals(AccountRules.DATABASE) ? provider : connection;
        return NewUser.identity(
                profile.text("/connection").orElse(usual), newId.value().substring(bar + 1), provider);
    }

    /**
     * The user who is there with what is told here over it; of the metadata, the members, as a change by the API does it.
     *
     * @param isOfJob whether no more is changed than Auth0's import jobs change
     */
    User over(User present, boolean isOfJob, String now) {
        var told = isOfJob ? profile.only(UPSERTED) : profile.without(List.of(USER_ID));
        var metadata = Metadata.BOTH.stream()
                .filter(name -> told.object(name).isPresent())
                .toList();
        var changed = Metadata.over(present.profile().mergedWith(told.without(metadata), Set.of()), told);
        boolean isDated = told.has(UPDATED_AT) || changed.equals(present.profile());
        return new User(present.id(), isDated ? changed : changed.with(UPDATED_AT, now));
    }

    /** With the password as it is kept, which has no place in a transaction. */
    ImportedUser sealed(SecretBox box) {
        return new ImportedUser(id, profile, factors, password.map(hash -> hash.sealed(box)), hasCustomHash, isWhole);
    }

    ImportedUser withoutPassword() {
        return new ImportedUser(id, profile, factors, Optional.empty(), false, isWhole);
    }

    private static Optional<UserId> id(JsonObject given, boolean isImportFormat) {
        var text = given.text("/user_id");
        if (given.has(USER_ID) && text.isEmpty()) {
            throw refused(USER_ID, "must be a string");
        }
        var whole = text.map(value -> isImportFormat ? UserImport.wholeId(value) : value)
                .or(() -> given.text("/_id/$oid").map(DATABASE::concat));
        if (whole.isEmpty()) {
            if (!isImportFormat) {
                throw refused(USER_ID, "is required");
            }
            if (IDENTIFIERS.stream()
                    .allMatch(name -> given.text("/" + name).orElse("").isEmpty())) {
                throw AccountRules.missing("email");
            }
        }
        if (whole.filter(id -> !id.isEmpty() && !WHOLE_ID.matcher(id).matches()).isPresent()) {
            throw refused(USER_ID, "must be the name of a provider, a bar and an id");
        }
        return whole.map(ImportedUser::checked).map(UserId::new);
    }

    /** Refuses with {@link Problem.Invalid} an id that no user may have. */
    static String checked(String id) {
        if (id.isEmpty()) {
            throw refused(USER_ID, "is not allowed to be empty");
        }
        if (id.endsWith(Origin.CLIENT)) {
            throw refused(USER_ID, "must not end in " + Origin.CLIENT + ", as the subjects of clients do");
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
