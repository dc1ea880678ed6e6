package dev.bailiwick.app.deploy;

import dev.bailiwick.app.deploy.AssetType.TextMember;
import dev.bailiwick.secret.OwnersOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes assets to a folder as auth0-deploy-cli does; only its owner may read it. */
public final class AssetWriter {

    /** As JavaScript writes with two spaces. */
    private static final ObjectWriter JSON = JsonMapper.builder()
            .build()
            .writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private final Path root;

    /** Writes below a folder, which {@link #folder} has made. */
    public AssetWriter(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Makes a folder, or takes an empty one, and tells whether it was made. */
    public static boolean folder(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            try (var inside = Files.list(root)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException("There is something in the folder already: " + root);
                }
            }
            return false;
        }
        Files.createDirectories(root, OwnersOnly.FOLDER);
        return true;
    }

    /** Deletes all that is in a folder, and itself where that is wanted. */
    public static void clear(Path root, boolean isGone) throws IOException {
        var real = root.toRealPath();
        try (var all = Files.walk(real)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (isGone || !each.equals(real)) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Writes one with its texts. */
    public void write(Asset asset) throws IOException {
        var file = root.resolve(asset.file()).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException("not below the folder: " + asset.file());
        }
        var folder = file.resolveSibling(".").normalize();
        Files.createDirectories(folder, OwnersOnly.FOLDER);
        var stem = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        var object = asset.object().deepCopy();
        var taken = new HashSet<String>();
        AssetTypes.ofFile(asset.file())
                .ifPresent(type -> type.texts()
                        .forEach(text -> part(text, List.of(text.path().split("/", -1)), object, folder, stem, taken)));
        text(file, JSON.writeValueAsString(object) + "\n");
    }

    private static void part(
            TextMember text, List<String> path, JsonNode at, Path folder, String stem, Set<String> taken) {
        if (!(at instanceof ObjectNode object)) {
            return;
        }
        var names = path.getFirst().equals("*") ? List.copyOf(object.propertyNames()) : List.of(path.getFirst());
        for (var name : names) {
            var value = object.path(name);
            if (path.size() > 1) {
                part(text, path.subList(1, path.size()), value, folder, stem, taken);
            } else if (value.isString() && !value.asString().isEmpty()) {
                var file = file(text, stem, FileName.of(name), taken);
                text(folder.resolve(file), value.asString());
                object.put(name, "./" + file);
            }
        }
    }

    /** Two texts of one object have two files, whatever their names become. */
    private static String file(TextMember text, String stem, String key, Set<String> taken) {
        var usual = text.file().replace("{name}", stem);
        var file = usual.replace("{key}", key);
        for (int n = 2; !taken.add(file.toLowerCase(Locale.ROOT)); n++) {
            file = usual.replace("{key}", key + "-" + n);
        }
        return file;
    }

    private static void text(Path file, String text) {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, OwnersOnly.FILE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
