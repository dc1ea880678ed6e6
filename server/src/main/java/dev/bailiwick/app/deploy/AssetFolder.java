package dev.bailiwick.app.deploy;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a folder of auth0-deploy-cli, in its form with a file to a thing or with all in {@code tenant.yaml}. */
public final class AssetFolder {

    private static final String YAML = "tenant.yaml";
    private static final String MAPPINGS = "AUTH0_KEYWORD_REPLACE_MAPPINGS";

    /** Where files are from which things in {@link #YAML} have texts, as the tool looks for them; those of all others are in the root. */
    private static final Map<String, String> FOLDERS =
            Map.of(AssetTypes.CLIENTS, "clients", AssetTypes.CONNECTIONS, "connections");

    /** Of things of one name the first, whose file has no number, before the others. */
    private static final Comparator<String> AS_WRITTEN = Comparator.<String, String>comparing(
                    file -> file.replaceFirst("\\.json$", "").toLowerCase(Locale.ROOT))
            .thenComparing(Comparator.naturalOrder());

    private final Path root;
    private final Keywords keywords;
    private final TextFiles texts;
    private final List<Asset> assets = new ArrayList<>();
    private final List<Outcome> leftOut = new ArrayList<>();

    private AssetFolder(Path root, Keywords keywords) {
        this.root = root;
        this.keywords = keywords;
        this.texts = new TextFiles(root, keywords);
    }

    /** What the folder holds, and what of it has no place here. */
    public record Content(List<Asset> assets, List<Outcome> leftOut) {

        public Content {
            assets = List.copyOf(assets);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * Reads all of a folder.
     *
     * @param mappings what markers stand for
     * @param others files in it that are not the tool's
     */
    public static Content read(Path root, Map<String, JsonNode> mappings, Set<String> others) throws IOException {
        var folder = new AssetFolder(root, new Keywords(mappings));
        if (Files.isRegularFile(root.resolve(YAML))) {
            folder.readYaml();
        } else {
            folder.readFiles(others);
        }
        return new Content(folder.assets, folder.leftOut);
    }

    /** The mappings in a file, which may be the tool's own configuration. */
    public static Map<String, JsonNode> mappings(Path file) throws IOException {
        var tree = Json.read(Files.readAllBytes(file));
        var mappings = tree.has(MAPPINGS) ? tree.path(MAPPINGS) : tree;
        return mappings.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void readFiles(Set<String> others) throws IOException {
        var files = new TreeMap<String, Path>(AS_WRITTEN);
        try (var all = Files.walk(root)) {
            all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
        }
        files.keySet().removeIf(name -> name.startsWith(".") || name.contains("/.") || others.contains(name));
        var unknown = new TreeMap<String, Path>();
        for (var file : files.entrySet()) {
            var type = AssetTypes.ofFile(file.getKey());
            if (type.isEmpty()) {
                unknown.put(file.getKey(), file.getValue());
            } else {
                read(type.get(), file.getKey(), file.getValue());
            }
        }
        for (var file : unknown.entrySet()) {
            if (!texts.hasRead(file.getValue()) && !isEmpty(file.getValue())) {
                leftOut.add(Outcome.leftOut(file.getKey(), "Bailiwick has no place for it yet"));
            }
        }
    }

    private void read(AssetType type, String name, Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        carry(name, () -> {
            var object = object(bytes);
            type.constants().forEach((member, value) -> {
                if (!object.has(member)) {
                    object.put(member, value);
                }
            });
            var stem = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
            add(type, name, object, List.of(file.resolveSibling(".")), stem);
        });
    }

    private void readYaml() throws IOException {
        var text = keywords.inYaml(Files.readString(root.resolve(YAML), StandardCharsets.UTF_8));
        JsonNode tree;
        try {
            tree = Json.readExactly(Json.write(keywords.fill(new YAMLMapper().readTree(text))));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(YAML + " is no YAML: " + e.getOriginalMessage(), e);
        }
        if (!(tree instanceof ObjectNode whole)) {
            throw new IllegalArgumentException(YAML + " must hold names with values.");
        }
        var names = AssetTypes.ALL.stream().map(AssetType::name).distinct().toList();
        for (var name : names.reversed()) { // what lies in something else before that
            readYaml(whole, name);
        }
        whole.forEachEntry((name, value) -> {
            if (!value.isEmpty()) {
                leftOut.add(Outcome.leftOut(YAML + ": " + name, "Bailiwick has no place for it yet"));
            }
        });
    }

    private void readYaml(ObjectNode whole, String name) {
        int slash = name.indexOf('/');
        var holder = slash < 0 ? whole : whole.path(name.substring(0, slash));
        if (!(holder instanceof ObjectNode object)) {
            return;
        }
        var found = object.remove(name.substring(slash + 1));
        if (found != null && found.isArray()) {
            int n = 0;
            for (var each : found) {
                readYaml(name, YAML + ": " + name + "[" + n++ + "]", each);
            }
        } else if (found != null) {
            readYaml(name, YAML + ": " + name, found);
        }
    }

    private void readYaml(String name, String place, JsonNode value) {
        carry(place, () -> {
            if (!(value instanceof ObjectNode object)) {
                throw new NotCarried("It must be an object");
            }
            var type = AssetTypes.ALL.stream()
                    .filter(each -> each.name().equals(name) && each.covers(object))
                    .findFirst()
                    .orElseThrow(() -> new NotCarried("There is no place for it"));
            var folder = FOLDERS.get(name);
            add(type, place, object, folder == null ? List.of(root) : List.of(root.resolve(folder), root), "");
        });
    }

    private void add(AssetType type, String name, ObjectNode object, List<Path> folders, String stem) {
        Captcha.dropUnset(type, object);
        var left = Keywords.left(object.toString());
        if (!left.isEmpty()) {
            throw NotCarried.without(left);
        }
        if (!object.isEmpty()) {
            texts.fill(type, object, folders, stem);
            assets.add(new Asset(type.name(), name, object));
        }
    }

    private void carry(String name, Runnable work) {
        try {
            work.run();
        } catch (NotCarried e) {
            leftOut.add(Outcome.leftOut(name, e.reason()));
        }
    }

    private ObjectNode object(byte[] bytes) {
        var text = "";
        try {
            text = keywords.in(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    true);
            if (Json.readExactly(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException e) {
            throw new NotCarried("It is not UTF-8");
        } catch (ProblemException e) {
            var left = Keywords.left(text);
            throw left.isEmpty() ? new NotCarried("It is no JSON") : NotCarried.without(left);
        }
        throw new NotCarried("It must be an object");
    }

    /** Whether the tool wrote down that there is nothing. */
    private static boolean isEmpty(Path file) throws IOException {
        return Files.size(file) < 16
                && Files.readString(file, StandardCharsets.UTF_8)
                        .replaceAll("\\s", "")
                        .matches("|\\{}|\\[]");
    }
}
