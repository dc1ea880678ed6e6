package dev.bailiwick.app;

import dev.bailiwick.app.AuthorizationMatrixTest.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How the routes of settings that are documents are asked: in the authorization matrix, and amiss. */
final class DocumentRoutes {

    /**
     * From {@code document-routes.txt}: the route, what a caller who may is answered, the scope, and bodies with an {@code @} where
     * a text belongs. In the matrix a route with such bodies is sent none that it takes.
     */
    private static final List<String[]> TABLE = table();

    /** What stands in the place of a parameter of a path. */
    static final Map<String, String> PARAMETERS = Map.of(
            "prompt",
            "login",
            "language",
            "en",
            "screen",
            "login",
            "themeId",
            "0".repeat(32),
            "id",
            "none",
            "name",
            "otp");

    private DocumentRoutes() {}

    /** Rows of the authorization matrix, by their routes. */
    static Map<String, Row> rows() {
        return each(
                cells -> new Row(path(cells[0]), cells.length > 3 ? "1" : "", Integer.parseInt(cells[1]), cells[2]));
    }

    /** Bodies with an {@code @} where a text belongs, and nothing else amiss, by the routes that are not asked by GET. */
    static Map<String, List<String>> bodies(String prefix) {
        return each(cells -> Arrays.asList(cells).subList(3, cells.length)).entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().replace(" ", " " + prefix), Map.Entry::getValue));
    }

    private static String path(String route) {
        var path = route.substring(route.indexOf(' ') + 1);
        for (var parameter : PARAMETERS.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return path;
    }

    private static <T> Map<String, T> each(Function<String[], T> value) {
        return TABLE.stream().collect(Collectors.toMap(cells -> cells[0], value));
    }

    private static List<String[]> table() {
        try {
            return Files.readAllLines(Path.of("src/test/resources/document-routes.txt")).stream()
                    .map(line -> line.split(" \\| ", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
