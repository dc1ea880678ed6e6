package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.TextMember;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The files of texts that stand apart from their objects. */
final class TextFiles {

    private static final String EACH = "*";

    private final Path root;
    private final Keywords keywords;
    private final Set<Path> read = new HashSet<>();

    TextFiles(Path root, Keywords keywords) {
        this.root = root.toAbsolutePath().normalize();
        this.keywords = keywords;
    }

    /** Whether the file was read as a text. */
    boolean hasRead(Path file) {
        return read.contains(file.toAbsolutePath().normalize());
    }

    /**
     * Puts texts in the place of the names of their files. Throws what cannot be carried for want of a file.
     *
     * @param folders the names are relative to the first of them in which there is such a file
     * @param stem the name of the object's own file; empty where it has none
     */
    void fill(AssetType type, ObjectNode object, List<Path> folders, String stem) {
        for (var text : type.texts()) {
            fill(text, List.of(text.path().split("/", -1)), object, folders, stem);
        }
    }

    private void fill(TextMember text, List<String> path, JsonNode at, List<Path> folders, String stem) {
        if (!(at instanceof ObjectNode object)) {
            return;
        }
        var names = path.getFirst().equals(EACH) ? List.copyOf(object.propertyNames()) : List.of(path.getFirst());
        for (var name : names) {
            if (path.size() > 1) {
                fill(text, path.subList(1, path.size()), object.path(name), folders, stem);
            } else {
                fill(
                        object,
                        name,
                        folders,
                        stem.isEmpty()
                                ? ""
                                : text.file().replace("{name}", stem).replace("{key}", name));
            }
        }
    }

    private void fill(ObjectNode object, String member, List<Path> folders, String usual) {
        var named = object.path(member).asString("");
        var text = Stream.of(named, usual)
                .flatMap(name ->
                        folders.stream().filter(folder -> isText(folder, name)).map(folder -> text(folder, name)))
                .findFirst();
        if (text.isPresent()) {
            object.put(member, text.get());
        } else if (named.startsWith("./") || named.startsWith("../")) {
            throw new NotCarried(member + ": the file " + named + " is not there");
        }
    }

    private boolean isText(Path folder, String name) {
        try {
            return !name.isEmpty()
                    && name.length() < 1_024
                    && Files.isRegularFile(place(folder, name))
                    && place(folder, name).toRealPath().startsWith(root.toRealPath());
        } catch (IOException | IllegalArgumentException e) {
            return false; // a text, and no name of a file
        }
    }

    private String text(Path folder, String name) {
        var file = place(folder, name);
        try {
            var text = keywords.in(Files.readString(file, StandardCharsets.UTF_8), false);
            var left = Keywords.left(text);
            if (!left.isEmpty()) {
                throw NotCarried.without(left);
            }
            read.add(file);
            return text;
        } catch (CharacterCodingException e) {
            throw new NotCarried("The file " + name + " is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of files are written with slashes or, by a tool on another system, with backslashes. */
    private static Path place(Path folder, String name) {
        return folder.resolve(name.replace('\\', '/')).toAbsolutePath().normalize();
    }
}
