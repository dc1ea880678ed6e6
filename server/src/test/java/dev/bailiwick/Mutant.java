package dev.bailiwick;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/**
 * A class of the program with a deliberate fault in it. A test that is to find such faults runs the program once with the
 * mutant before it on the class path, and has to fail.
 *
 * @param type the class, of a source file of its own
 * @param replacements texts that stand exactly once in its source, and what stands there instead
 */
public record Mutant(Class<?> type, Map<String, String> replacements) {

    /** The class path of this test run, without the jar that Surefire may wrap it in. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Compiles the mutant into a directory, which belongs before the rest of the class path. */
    public Path into(Path directory) {
        var path = type.getName().replace('.', '/') + ".java";
        var file = directory.resolve("src").resolve(path);
        var classes = directory.resolve("classes");
        try {
            Files.createDirectories(file.getParent());
            Files.createDirectories(classes);
            Files.writeString(
                    file, faulty(Files.readString(Path.of("src/main/java").resolve(path))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compile(file, classes);
        return classes;
    }

    private String faulty(String source) {
        var text = source;
        for (var each : replacements.entrySet()) {
            int at = text.indexOf(each.getKey());
            if (at < 0 || text.indexOf(each.getKey(), at + 1) >= 0) {
                throw new IllegalStateException(
                        "not exactly once in the source of " + type.getSimpleName() + ": " + each.getKey());
            }
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private static void compile(Path file, Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var messages = new StringWriter();
            var options = List.of("-cp", classPath(), "-d", classes.toString(), "-proc:none", "-nowarn");
            var sources = files.getJavaFileObjects(file);
            if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
                throw new IllegalStateException("the mutant does not compile: " + messages);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
