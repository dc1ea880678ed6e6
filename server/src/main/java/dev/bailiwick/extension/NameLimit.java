package dev.bailiwick.extension;

import tools.jackson.databind.JsonNode;

/** How long the names of groups, roles and permissions may be, and those in mappings. */
enum NameLimit {

    /** As long as the original takes them. */
    ORIGINAL,

    /** As long as an index can hold them. */
    LONG;

    /**
     * A member that must be such a name.
     *
     * @param original the original's limit, in characters
     */
    String read(JsonNode object, String pointer, String name, int original) {
        return switch (this) {
            case ORIGINAL -> Joi.requiredText(object, pointer, name, original);
            case LONG -> Joi.requiredKey(object, pointer, name, Joi.LONGEST_KEY);
        };
    }
}
