package dev.bailiwick.management.v2;

import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Where the parts of some JSON stand. What holds others comes before them, and of those beside each other the last first. */
final class Places {

    private final JsonNode tree;
    private final IdentityHashMap<JsonNode, Map<String, Integer>> members = new IdentityHashMap<>();

    Places(JsonNode tree) {
        this.tree = tree;
    }

    /**
     * One place.
     *
     * @param steps the numbers of the members and items on the way to it
     */
    record Place(List<Integer> steps) implements Comparable<Place> {

        Place {
            steps = List.copyOf(steps);
        }

        @Override
        public int compareTo(Place other) {
            for (int i = 0; i < steps.size() && i < other.steps.size(); i++) {
                int order = Integer.compare(other.steps.get(i), steps.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(steps.size(), other.steps.size());
        }
    }

    /** That of a path through the JSON, as far as it leads. No text is made of the path: it can be long, and paths can be many. */
    Place of(NodePath path) {
        var steps = new ArrayList<Integer>();
        var here = tree;
        for (int i = 0; i < path.getNameCount(); i++) {
            var step = path.getElement(i);
            var next = step instanceof Integer index ? here.path(index) : here.path(path.getName(i));
            if (next.isMissingNode()) {
                break;
            }
            steps.add(step instanceof Integer index ? index : number(here, path.getName(i)));
            here = next;
        }
        return new Place(steps);
    }

    private int number(JsonNode object, String member) {
        return members.computeIfAbsent(object, Places::numbered).getOrDefault(member, 0);
    }

    private static Map<String, Integer> numbered(JsonNode object) {
        var numbers = new HashMap<String, Integer>();
        object.propertyNames().forEach(name -> numbers.put(name, numbers.size()));
        return numbers;
    }
}
