package dev.bailiwick.extension;

/**
 * A place in a request as Joi names it.
 *
 * @param label as in messages: {@code groups[3]._id}; {@code value} for the whole
 * @param key as in {@code validation.keys}: {@code groups.3._id}; empty for the whole
 */
record Place(String label, String key) {

    /** The place that a JSON pointer (RFC 6901) names. */
    static Place of(String pointer) {
        if (pointer.isEmpty()) {
            return new Place("value", "");
        }
        var label = new StringBuilder();
        var key = new StringBuilder();
        for (var escaped : pointer.substring(1).split("/", -1)) {
            var step = escaped.replace("~1", "/").replace("~0", "~");
            key.append(key.isEmpty() ? "" : ".").append(step);
            if (!step.isEmpty() && step.chars().allMatch(Character::isDigit)) {
                label.append('[').append(step).append(']');
            } else {
                label.append(label.isEmpty() ? "" : ".").append(step);
            }
        }
        return new Place(label.toString(), key.toString());
    }
}
