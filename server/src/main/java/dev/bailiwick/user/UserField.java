package dev.bailiwick.user;

import dev.bailiwick.json.JsonLeaf.Value;
import dev.bailiwick.search.LowerCase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What users can be searched by: a member of the profile that Auth0 lists, or a path into the metadata. Nothing else of a
 * profile is, and secrets least of all.
 *
 * @param path the names of the members, with dots between them
 * @param isSingle whether a user has one value of it at most
 * @param isCommon whether many users have each of its values
 */
record UserField(String path, Kind kind, boolean isSingle, boolean isCommon) {

    /** How values are compared. */
    enum Kind {
        /** As texts, in whatever case. */
        FOLDED,
        /** As texts. */
        EXACT,
        /** As times. */
        TIME,
        /** As numbers, where they are. */
        NUMBER,
        /** As what they are. */
        FREE,
        /** As what they are, and only whole. */
        FREE_WHOLE
    }

    static final UserField USER_ID = single("user_id", Kind.EXACT);
    static final UserField EMAIL = single("email", Kind.FOLDED);
    static final UserField EMAIL_DOMAIN = new UserField("email.domain", Kind.FOLDED, true, true);
    static final UserField NAME = single("name", Kind.FOLDED);
    static final UserField CONNECTION = new UserField("identities.connection", Kind.EXACT, false, true);
    static final UserField IDENTITY = new UserField("identities.user_id", Kind.EXACT, false, false);
    static final UserField LAST_LOGIN = single("last_login", Kind.TIME);

    static final UserField NICKNAME = single("nickname", Kind.FOLDED);

    private static final UserField GIVEN_NAME = single("given_name", Kind.FOLDED);
    private static final UserField FAMILY_NAME = single("family_name", Kind.FOLDED);
    private static final UserField USERNAME = single("username", Kind.EXACT);
    private static final UserField PHONE_NUMBER = single("phone_number", Kind.EXACT);

    private static final UserField LINKED_EMAIL = ofLinked("email", Kind.FOLDED, false);
    private static final UserField LINKED_USERNAME = ofLinked("username", Kind.EXACT, false);
    private static final UserField LINKED_PHONE_NUMBER = ofLinked("phone_number", Kind.EXACT, false);

    /** Those in which words are looked for that name none. */
    static final List<UserField> USUAL =
            List.of(USER_ID, EMAIL, NAME, GIVEN_NAME, FAMILY_NAME, NICKNAME, USERNAME, PHONE_NUMBER, CONNECTION);

    /** Those whose values tell users apart. */
    private static final Set<UserField> OWN = Set.of(
            USER_ID, EMAIL, USERNAME, PHONE_NUMBER, IDENTITY, LINKED_EMAIL, LINKED_USERNAME, LINKED_PHONE_NUMBER);

    private static final Map<String, UserField> OF_PROFILE = Stream.concat(
                    USUAL.stream(),
                    Stream.of(
                            EMAIL_DOMAIN,
                            LAST_LOGIN,
                            single("picture", Kind.EXACT),
                            truth("email_verified"),
                            truth("phone_verified"),
                            truth("blocked"),
                            single("logins_count", Kind.NUMBER),
                            single("last_ip", Kind.EXACT),
                            single("created_at", Kind.TIME),
                            single("updated_at", Kind.TIME),
                            single("last_password_reset", Kind.TIME),
                            single("multifactor_last_modified", Kind.TIME),
                            new UserField("multifactor", Kind.EXACT, false, true),
                            new UserField("organization_id", Kind.EXACT, false, true),
                            IDENTITY,
                            LINKED_EMAIL,
                            LINKED_USERNAME,
                            LINKED_PHONE_NUMBER,
                            ofLinked("email_verified", Kind.EXACT, true),
                            ofLinked("phone_verified", Kind.EXACT, true),
                            ofLinked("name", Kind.FOLDED, false),
                            ofLinked("given_name", Kind.FOLDED, false),
                            ofLinked("family_name", Kind.FOLDED, false),
                            ofLinked("nickname", Kind.FOLDED, false),
                            new UserField("identities.provider", Kind.EXACT, false, true),
                            new UserField("identities.isSocial", Kind.EXACT, false, true)))
            .collect(Collectors.toUnmodifiableMap(UserField::path, Function.identity()));

    /** The field of this name, if it can be searched. {@code connection} is the extension's shorter name of one. */
    static Optional<UserField> find(String name) {
        if (isWithin("app_metadata", name)) {
            return Optional.of(new UserField(name, Kind.FREE, false, false));
        }
        if (isWithin("user_metadata", name)) {
            return Optional.of(new UserField(name, Kind.FREE_WHOLE, false, false));
        }
        return Optional.ofNullable(OF_PROFILE.get(name.equals("connection") ? CONNECTION.path : name));
    }

    /** Whether hardly two users have one value of it. */
    boolean isOwn() {
        return OWN.contains(this);
    }

    /** Whether the field is in the metadata, where each path may hold anything. */
    boolean isFree() {
        return kind == Kind.FREE || kind == Kind.FREE_WHOLE;
    }

    /** Whether words that name no field are looked for in it. */
    boolean isUsual() {
        return USUAL.contains(this);
    }

    /** What a value of the profile is compared by; empty for times that cannot be read. */
    Optional<String> value(Value value) {
        return switch (kind) {
            case FOLDED -> Optional.of(AttributeValue.folded(AttributeValue.plain(value)));
            case EXACT -> Optional.of(AttributeValue.exact(AttributeValue.plain(value)));
            case TIME -> AttributeValue.readTime(AttributeValue.plain(value)).flatMap(AttributeValue::time);
            case NUMBER, FREE, FREE_WHOLE -> Optional.of(AttributeValue.of(value));
        };
    }

    /** A text in the case that it is compared in; empty where it is too long to be found by a part of it. */
    Optional<String> whole(String text) {
        return Optional.of(kind == Kind.FOLDED ? LowerCase.of(text) : text).filter(SearchKey::isWhole);
    }

    /** A text as it is compared in this field, where it is compared as a text. */
    String key(String text) {
        return kind == Kind.FOLDED ? SearchKey.of(text) : SearchKey.exactly(text);
    }

    private static boolean isWithin(String member, String name) {
        return name.equals(member) || name.startsWith(member + ".");
    }

    private static UserField single(String path, Kind kind) {
        return new UserField(path, kind, true, false);
    }

    /** What a linked account tells of itself, of which a user may have several. */
    private static UserField ofLinked(String name, Kind kind, boolean isCommon) {
        return new UserField("identities.profileData." + name, kind, false, isCommon);
    }

    private static UserField truth(String path) {
        return new UserField(path, Kind.EXACT, true, true);
    }
}
