package dev.bailiwick;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks are compiled when they are run, which is seldom: they must not fall behind what they measure. */
class BenchmarksTest {

    @TempDir
    private Path classes;

    @Test
    void compileAgainstTheServerOfToday() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            var options = List.of("-cp", Mutant.classPath(), "-proc:none", "-nowarn", "-d", classes.toString());
            assertThat(compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(programs()))
                            .call())
                    .as(said::toString)
                    .isTrue();
        }
    }

    /** But those of JMH, which is on no class path of the server's. */
    private static List<Path> programs() throws IOException {
        try (var files = Files.list(Path.of("..", "benchmarks"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !text(file).contains("import org.openjdk.jmh."))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
