package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.app.TestBailiwick;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists come whole, or a page at a time when one is asked for. */
class ListPagesTest {

    private static final String OWNED =
            "\"description\":\"d\",\"applicationType\":\"client\",\"applicationId\":\"app\"";

    private static SmallWorld world;

    @BeforeAll
    static void start(@TempDir Path directory) {
        world = new SmallWorld(directory);
        var document = "{\"groups\":[" + each("\"nested\":[\"g#\"],\"roles\":[\"r#\"],\"members\":[\"u#\",\"v\"]", "g")
                + "],\"roles\":[" + each("\"permissions\":[\"p#\"],\"users\":[\"u#\"]," + OWNED, "r")
                + "],\"permissions\":[" + each(OWNED, "p") + "]}";
        assertThat(world.send("POST", "/configuration/import", document).statusCode())
                .isEqualTo(204);
    }

    private static String each(String members, String id) {
        return IntStream.range(0, 60)
                .mapToObj(i -> ("{\"_id\":\"" + id + "#\",\"name\":\"n#\"," + members + "}").replace("#", "" + i))
                .collect(Collectors.joining(","));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void listsAllWhenNoPageIsAskedFor() {
        assertThat(ids("/groups")).hasSize(60).startsWith("g0").endsWith("g59");
    }

    @ParameterizedTest
    @CsvSource({
        "page=0, g0, 25",
        "page=1, g0, 25",
        "page=2, g25, 25",
        "page=3, g50, 10",
        "per_page=200, g0, 60",
        "page=2&per_page=7, g7, 7",
        "page=1e0&per_page=7.0, g0, 7",
        "page=2&per_page=3&q=n1&field=name, g12, 3",
    })
    void listsAPageAndCountsAll(String query, String first, int size) {
        assertThat(ids("/groups?" + query)).hasSize(size).startsWith(first);
        assertThat(world.get("/groups?" + query).body()).endsWith("\"total\":60}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "roles", "permissions"})
    void listsOnPagesWhatTheWholeListHas(String list) {
        var whole = listed(list, "");
        var pages = IntStream.rangeClosed(1, 8)
                .mapToObj(page -> listed(list, "?per_page=8&page=" + page))
                .flatMap(List::stream)
                .toList();

        assertThat(whole).hasSize(60);
        assertThat(pages).isEqualTo(whole);
        assertThat(world.get("/" + list + "?page=9").body()).isEqualTo("{\"" + list + "\":[],\"total\":60}");
    }

    private static List<String> listed(String list, String query) {
        return TestBailiwick.json(world.get("/" + list + query)).get(list).values().stream()
                .map(JsonNode::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=4", "page=9007199254740991&per_page=200", "page=1&q=z&field=name"})
    void listsNothingBehindTheEnd(String query) {
        assertThat(world.get("/groups?" + query).body()).isEqualTo("{\"groups\":[],\"total\":60}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "page=; page; must be a number",
                "page=a; page; must be a number",
                "page=1&page=1; page; must be a number",
                "page=0x1; page; must be a number",
                "page=NaN; page; must be a number",
                "page=-1; page; must be greater than or equal to 0",
                "page=1.5; page; must be an integer",
                "page=1e300; page; must be a safe number",
                "page=1e999; page; must be a safe number",
                "per_page=0; per_page; must be greater than or equal to 1",
                "per_page=201; per_page; must be less than or equal to 200",
                "per_page; per_page; must be a number",
            })
    void refusesWhatIsNoPage(String query, String name, String rule) {
        for (var list : new String[] {"/groups?", "/roles?", "/permissions?"}) {
            StructureTest.assertInvalid(world.get(list + query), "query", name, "\"" + name + "\" " + rule);
        }
    }

    private static List<String> ids(String path) {
        HttpResponse<String> answer = world.get(path);
        return TestBailiwick.json(answer).get("groups").values().stream()
                .map(group -> group.get("_id").asString())
                .toList();
    }
}
