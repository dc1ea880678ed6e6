package dev.bailiwick.app.deploy;

import dev.bailiwick.web.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of asset: where the tool keeps it, and where the API does.
 *
 * @param name its place in the tool's YAML file, with a slash between levels
 * @param files its files below the folder, with at most one star, which stands for its name
 * @param form how the object of a file and that of the API differ
 * @param ignored what Auth0 shows of it and takes from nobody
 * @param fixed what it has from its making on, and no change may name
 * @param apart what is written to files of other types
 * @param homeless what the tool writes into it and has another place in Auth0, and none here
 * @param texts members whose texts have files of their own
 * @param constants what it has for being of this type and no other
 */
record AssetType(
        String name,
        String files,
        Target target,
        Form form,
        Set<String> ignored,
        Set<String> fixed,
        Set<String> apart,
        Set<String> homeless,
        List<TextMember> texts,
        Map<String, String> constants) {

    /** Where the API has it. */
    sealed interface Target {

        /**
         * Objects in a list.
         *
         * @param id the member that names one in a path
         * @param identity the members by which one is known again, some with what they are where they are absent
         */
        record Listed(String path, Paging paging, String id, List<String> identity, Method change, boolean isMade)
                implements Target {}

        /**
         * One object, or as many as there are keys.
         *
         * @param change the path by which it is changed
         * @param made the path to POST it to where there is none; empty where there always is
         * @param keys the member in braces in the path, and what it may be; none for one object
         */
        record Single(String path, Method method, String change, String made, List<String> keys) implements Target {}

        /**
         * One object, each member of which has a place of its own.
         *
         * @param paths where the API has what the member holds
         */
        record Parts(Map<String, String> paths) implements Target {}

        /** What {@link CustomTexts} knows. */
        record Texts() implements Target {}
    }

    /** How a list is read. */
    enum Paging {
        WHOLE,
        /** All at once, as the only array in an object. */
        WITHIN,
        PAGES,
        CHECKPOINTS
    }

    /**
     * A text with a file of its own.
     *
     * @param path the members that lead to it, with a slash between; a star for each
     * @param file its name; {@code {name}} stands for the name of the file that it is of, {@code {key}} for the star
     */
    record TextMember(String path, String file) {}

    static AssetType listed(String name, String files, Paging paging, String path, String id, String... identity) {
        return plain(name, files, new Target.Listed(path, paging, id, List.of(identity), Method.PATCH, true));
    }

    static AssetType single(String name, String files, Method method, String path) {
        return plain(name, files, new Target.Single(path, method, path, "", List.of()));
    }

    static AssetType plain(String name, String files, Target target) {
        return new AssetType(
                name, files, target, new Form.Plain(), Set.of(), Set.of(), Set.of(), Set.of(), List.of(), Map.of());
    }

    AssetType in(Form other) {
        return new AssetType(name, files, target, other, ignored, fixed, apart, homeless, texts, constants);
    }

    AssetType ignoring(String... members) {
        return new AssetType(name, files, target, form, Set.of(members), fixed, apart, homeless, texts, constants);
    }

    AssetType fixing(String... members) {
        return new AssetType(name, files, target, form, ignored, Set.of(members), apart, homeless, texts, constants);
    }

    AssetType leaving(String... members) {
        return new AssetType(name, files, target, form, ignored, fixed, Set.of(members), homeless, texts, constants);
    }

    AssetType without(String... members) {
        return new AssetType(name, files, target, form, ignored, fixed, apart, Set.of(members), texts, constants);
    }

    AssetType withText(String path, String file) {
        return new AssetType(
                name,
                files,
                target,
                form,
                ignored,
                fixed,
                apart,
                homeless,
                List.of(new TextMember(path, file)),
                constants);
    }

    AssetType being(String member, String value) {
        return new AssetType(name, files, target, form, ignored, fixed, apart, homeless, texts, Map.of(member, value));
    }

    /** Whether a file below the folder holds one. */
    boolean holds(String file) {
        return Pattern.matches("\\Q" + files.replace("*", "\\E[^/]+\\Q") + "\\E", file);
    }

    /** Whether an object is of this type, where several types share a place. */
    boolean covers(ObjectNode object) {
        return constants.entrySet().stream()
                .allMatch(each -> object.path(each.getKey()).asString("").equals(each.getValue()));
    }

    /** The file of an asset with a name that {@link FileName} gave. */
    String file(String name) {
        return files.replace("*", name);
    }

    /** What the members of identity are, as the object has them. */
    static List<String> identity(List<String> members, ObjectNode object) {
        return members.stream()
                .map(member -> member.split("=", 2))
                .map(member -> object.path(member[0]).asString(member.length > 1 ? member[1] : ""))
                .toList();
    }

    /** A map in the order of its writing. */
    static Map<String, String> names(String... pairs) {
        var names = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            names.put(pairs[i], pairs[i + 1]);
        }
        return names;
    }
}
