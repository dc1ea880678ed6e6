package dev.bailiwick.app.deploy;

import tools.jackson.databind.node.ObjectNode;

/** Messages to phones: the API tells of those too that nobody has made, without ids and, in Auth0, with senders that are empty. */
final class PhoneTemplates {

    private static final String CONTENT = "content";

    private PhoneTemplates() {}

    /** Leaves out a sender that is none. */
    static void dropUnset(AssetType type, ObjectNode template) {
        if (type.name().equals(AssetTypes.PHONE_TEMPLATES)
                && template.get(CONTENT) instanceof ObjectNode content
                && content.path("from").asString("").isEmpty()) {
            content.remove("from");
        }
    }

    /** Leaves out what only the making of one takes. */
    static void leaveSyntax(AssetType type, ObjectNode template) {
        if (type.name().equals(AssetTypes.PHONE_TEMPLATES) && template.get(CONTENT) instanceof ObjectNode content) {
            content.remove("syntax");
        }
    }
}
