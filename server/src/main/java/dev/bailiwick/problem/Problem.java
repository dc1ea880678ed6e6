package dev.bailiwick.problem;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything the server may refuse to do, said once and without HTTP.
 *
 * <p>Each API speaks its own dialect of refusal ({@code ErrorDialect}). The interface is sealed so that a new kind of
 * problem does not compile until every dialect has words for it.
 */
public sealed interface Problem {

    /** Nothing of any tenant can have that id; {@code format} is Auth0's name for what it should be like. */
    record MalformedId(String format, String id) implements Problem {}

    /** Nothing of that kind has that id in this tenant. */
    record NotFound(String kind, String id) implements Problem {}

    /** What the change belongs to was removed while the change was under way: its tenant, say. */
    record Gone() implements Problem {}

    /** Another object of that kind already has that value. */
    record Conflict(String kind, String field, String value) implements Problem {}

    /**
     * The object is in use and must stay as it is.
     *
     * @param kind the object's
     * @param userKind the kind of those that use it
     * @param users their names, in the order of their creation
     */
    record InUse(String kind, String userKind, List<String> users) implements Problem {

        public InUse {
            users = List.copyOf(users);
        }
    }

    /** The object of that kind and id belongs to one client, and was to be moved to another, or used in another. */
    record OtherClient(String kind, String id) implements Problem {}

    /** There are as many of that kind as one owner may have: a user, say. */
    record TooMany(String kind, int most) implements Problem {}

    /** The request is well formed and says something that is not allowed; the first violation is the one to show. */
    record Invalid(Part part, List<Violation> violations) implements Problem {

        public Invalid {
            violations = List.copyOf(violations);
        }

        /** One violation. */
        public Invalid(Part part, String path, String rule) {
            this(part, List.of(new Violation(path, rule)));
        }
    }

    /** The request is well formed and would leave an object as none may be; the reason is a whole sentence. */
    record NotAllowed(String reason) implements Problem {}

    /** The request is well formed and names what there is, but nothing of that kind will do; the reason is a whole sentence. */
    record Unusable(String reason) implements Problem {}

    /** The request is well formed and asks for what this object, unlike others of its kind, does not have; the reason is a whole sentence. */
    record Unsupported(String reason) implements Problem {}

    /** What the request needs is there and switched off; the reason is a whole sentence. */
    record Disabled(String reason) implements Problem {}

    /** The place that keeps a connection's users does not take one so, or not from this caller; the reason is whole sentences. */
    record UserRefused(String reason) implements Problem {}

    /** What was to become another's account, or no longer one, cannot; see {@link AccountFault}. */
    record AccountRefused(AccountFault fault) implements Problem {}

    /** The connection does not take this password. */
    record PasswordRefused(PasswordFault fault) implements Problem {}

    /**
     * Pages by number reach no further than the first so many of a list.
     *
     * @param page that was asked for, from 0
     */
    record TooFar(int reach, long page, Beyond beyond) implements Problem {

        /** How to come to the rest of the list. */
        public enum Beyond {
            /** By asking for less. */
            NOTHING,
            /** By checkpoints. */
            CHECKPOINTS,
            /** By what follows an entry of the log. */
            ENTRIES
        }
    }

    /** A list of that kind cannot be searched by this field. */
    record NotSearchable(String kind, String field) implements Problem {}

    /** The request cannot be read at all: broken JSON, a malformed escape, an undecodable text. */
    record Unreadable(Part part, String reason) implements Problem {}

    /** No route has this method and path. */
    record NoSuchRoute(String method, String path) implements Problem {}

    /** The body is longer than {@code limit} bytes. */
    record TooLarge(long limit) implements Problem {}

    /** The body's media type is none that the route reads. */
    record UnsupportedMediaType(String mediaType) implements Problem {}

    /**
     * The caller did not prove who is calling.
     *
     * @param audience whom the token is for, where it is for another; otherwise empty
     */
    record Unauthenticated(AuthenticationFailure failure, String audience) implements Problem {

        /** For any other reason. */
        public Unauthenticated(AuthenticationFailure failure) {
            this(failure, "");
        }
    }

    /** The caller is known and holds none of the scopes that the route asks for, in the order in which it names them. */
    record InsufficientScope(Set<String> anyOf) implements Problem {

        public InsufficientScope {
            anyOf = Collections.unmodifiableSet(new LinkedHashSet<>(anyOf));
        }
    }

    /** The caller is known and may see or change an object, but not these of its members. */
    record DeniedMembers(Deed deed, List<String> members) implements Problem {

        /** What a caller may not do with them. */
        public enum Deed {
            READ,
            UPDATE
        }

        public DeniedMembers {
            members = List.copyOf(members);
        }
    }

    /** What is asked for belongs to a user, and the caller is not that user. */
    record OtherUser() implements Problem {}

    /** The tenant's callers have asked for more than they may in a while; they may again after the given time. */
    record TooManyRequests(Duration retryAfter) implements Problem {}

    /** As much work as may be is waiting in the background already; the reason is a whole sentence. */
    record TooManyJobs(String reason) implements Problem {}

    /** The token endpoint refuses; see {@link TokenRefusal}. */
    record TokenRefused(TokenRefusal refusal) implements Problem {}

    /** The server cannot answer now, and may after the given time. */
    record Unavailable(Duration retryAfter) implements Problem {

        /** After a second. */
        public static final Unavailable SOON = new Unavailable(Duration.ofSeconds(1));
    }

    /** The request asks for an ability that there is not; the reason is a whole sentence. */
    record NotSupported(String reason) implements Problem {}

    /** A search takes longer than any may, and would again. */
    record TooCostly() implements Problem {}

    /** The database went away during the COMMIT: the change may have been made or not. Asking again tells. */
    record OutcomeUnknown() implements Problem {}

    /** What is asked for may be done, but not before the given time has passed; the reason is a whole sentence. */
    record TooEarly(String reason, Duration retryAfter) implements Problem {}

    /** A defect of ours. What happened stands in the log under the request's id, never in the answer. */
    record Unexpected() implements Problem {}

    /** Where in a request the fault is. */
    enum Part {
        BODY,
        PATH,
        QUERY
    }

    /** Why accounts of users cannot be linked or unlinked. */
    enum AccountFault {
        /** There is no such account to be linked. */
        LINKED_NOBODY,
        /** An account was to be linked to itself. */
        LINKED_TO_ITSELF,
        /** The account is linked already. */
        LINKED_ALREADY,
        /** The token that was to prove the account proves none. */
        LINKED_BY_BAD_TOKEN,
        /** The account is the one that the user began with. */
        UNLINKED_FIRST
    }

    /** Why a password is not taken. */
    enum PasswordFault {
        WEAK,
        COMMON,
        PERSONAL,
        USED_BEFORE
    }

    /**
     * One broken rule, and where.
     *
     * @param path a JSON pointer (RFC 6901), so that each dialect can word the place its own way
     * @param rule what should have been, as a half sentence that follows the name of the place: {@code is required}
     */
    record Violation(String path, String rule) {}

    /** This problem as something to throw. */
    default ProblemException asException() {
        return new ProblemException(this);
    }
}
