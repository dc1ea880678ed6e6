package dev.bailiwick.app.deploy;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How the object of a file becomes that of the API. */
sealed interface Form {

    /** What is sent. */
    JsonNode sent(ObjectNode object);

    /** What is written of what the API shows; empty where there is nothing to be written. */
    ObjectNode written(JsonNode shown);

    /** As it is. */
    record Plain() implements Form {

        @Override
        public JsonNode sent(ObjectNode object) {
            return object;
        }

        @Override
        public ObjectNode written(JsonNode shown) {
            return shown instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        }
    }

    /** The API has but a member of it. */
    record Bare(String member) implements Form {

        @Override
        public JsonNode sent(ObjectNode object) {
            return object.path(member);
        }

        @Override
        public ObjectNode written(JsonNode shown) {
            return JsonNodeFactory.instance.objectNode().set(member, shown);
        }
    }

    /** The API has it in a member of something larger. */
    record Within(String member) implements Form {

        @Override
        public JsonNode sent(ObjectNode object) {
            return JsonNodeFactory.instance.objectNode().set(member, object);
        }

        @Override
        public ObjectNode written(JsonNode shown) {
            return new Plain().written(shown.path(member));
        }
    }

    /**
     * Members have other names in the API. What is not named here is sent as it is, and not written; without the first of what is
     * shown nothing is written.
     *
     * @param sent the API's names by those of the file
     * @param shown the same for what the API shows, in the order in which it is written
     */
    record Renamed(Map<String, String> sent, Map<String, String> shown) implements Form {

        static Renamed both(Map<String, String> names) {
            return new Renamed(names, names);
        }

        @Override
        public JsonNode sent(ObjectNode object) {
            var renamed = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> renamed.set(sent.getOrDefault(name, name), value));
            return renamed;
        }

        @Override
        public ObjectNode written(JsonNode shown) {
            var renamed = JsonNodeFactory.instance.objectNode();
            this.shown.forEach((ours, theirs) -> {
                if (shown.has(theirs)) {
                    renamed.set(ours, shown.get(theirs));
                }
            });
            return renamed.has(this.shown.keySet().iterator().next()) ? renamed : JsonNodeFactory.instance.objectNode();
        }
    }
}
