package dev.bailiwick.connection;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.problem.Problem;
import java.util.List;
import java.util.Optional;

/** What options may not say together about the attributes by which users of a database are known. */
final class Attributes {

    private static final String MEMBER = "attributes";
    private static final List<String> NAMES = List.of("email", "phone_number", "username");

    private Attributes() {}

    /**
     * Refuses with {@link Problem.NotAllowed} attributes beside what they replace, those by which nobody is found, and one that every
     * user has and nobody can sign up with.
     */
    static void requireAllowed(JsonObject options) {
        options.object(MEMBER).ifPresent(attributes -> requireAlone(options, attributes));
        for (var name : NAMES) {
            boolean isRequired =
                    options.flag("/attributes/" + name + "/profile_required").orElse(false);
            if (isRequired
                    && options.text("/attributes/" + name + "/signup/status")
                            .orElse("")
                            .equals("inactive")) {
                throw refused("attribute " + name + " must also be required on signup");
            }
        }
    }

    /** The same of changed options. Whether addresses are one user's each is said when a connection is made, and for good. */
    static void requireAllowed(JsonObject before, JsonObject after) {
        requireAllowed(after);
        boolean isChange = hasUniqueAddresses(before) != hasUniqueAddresses(after);
        if (isChange && hasAddresses(before) && hasAddresses(after)) {
            throw refused("cannot patch unique property on email attribute");
        }
        if (isChange && hasAddresses(after)) {
            throw refused("cannot add non-unique email attribute");
        }
    }

    private static void requireAlone(JsonObject options, JsonObject attributes) {
        if (options.flag("/requires_username").orElse(false)) {
            throw refused("Cannot set both options.attributes and options.requires_username");
        }
        if (options.object("validation").isPresent()) {
            throw refused("Cannot set both options.attributes and options.validation");
        }
        boolean isNoneActive = attributes.names().stream()
                .allMatch(name ->
                        attributes.flag("/" + name + "/identifier/active").equals(Optional.of(false)));
        if (isNoneActive && attributes.size() > 0) {
            throw refused("attributes must contain one active identifier");
        }
    }

    private static boolean hasAddresses(JsonObject options) {
        return options.value("/attributes/email").isPresent();
    }

    private static boolean hasUniqueAddresses(JsonObject options) {
        return options.flag("/attributes/email/unique").orElse(true);
    }

    private static RuntimeException refused(String sentence) {
        return new Problem.NotAllowed(sentence).asException();
    }
}
