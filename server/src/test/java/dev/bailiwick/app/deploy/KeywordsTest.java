package dev.bailiwick.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class KeywordsTest {

    private static final Keywords KEYWORDS =
            new Keywords(Json.read(("{\"HOST\":\"a.test\",\"URLS\":[\"u\",\"v\"],\"QUOTE\":\"a\\\"$1\",\"N\":7,"
                                    + "\"HARD\":\"a: 'b' \\\"c\\\"\\n# d\"}")
                            .getBytes(StandardCharsets.UTF_8))
                    .properties()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"https://##HOST##/x\"}   | {\"a\":\"https://a.test/x\"}",
                "{\"a\":@@URLS@@}                 | {\"a\":[\"u\",\"v\"]}",
                "{\"a\":\"@@URLS@@\"}             | {\"a\":[\"u\",\"v\"]}",
                "{\"a\":\"##QUOTE##\"}            | {\"a\":\"a\\\"$1\"}",
                "{\"a\":\"##N##\",\"b\":@@N@@}    | {\"a\":\"7\",\"b\":7}",
                "{\"a\":\"##NONE##@@NO@@\"}       | {\"a\":\"##NONE##@@NO@@\"}",
            })
    void putsValuesInThePlaceOfMarkers(String text, String expected) {
        assertThat(KEYWORDS.in(text, true)).isEqualTo(expected);
    }

    @Test
    void putsTextsIntoYamlWhateverTheyAreMadeOf() {
        var yaml = """
                plain: ##HARD##
                'in ##HOST##': 'it''s ##HARD##'
                block: |-
                  <p>##HARD##</p>
                list: [##HOST##, @@URLS@@, "@@N@@"]
                number: ##N##
                text: "##N##"
                left: "##NONE## @@NO@@"
                ##COMMENT##
                """;

        assertThat(KEYWORDS.fill(new YAMLMapper().readTree(KEYWORDS.inYaml(yaml)))
                        .toString())
                .isEqualTo("""
                        {"plain":"a: 'b' \\"c\\"\\n# d","in a.test":"it's a: 'b' \\"c\\"\\n# d",\
                        "block":"<p>a: 'b' \\"c\\"\\n# d</p>","list":["a.test",["u","v"],7],"number":7,"text":"7",\
                        "left":"##NONE## @@NO@@"}""");
    }

    @Test
    void putsATextIntoAFileOfTextAsItIs() {
        assertThat(KEYWORDS.in("<p>##QUOTE##</p>", false)).isEqualTo("<p>a\"$1</p>");
    }

    @Test
    void tellsTheMarkersThatAreLeft() {
        assertThat(Keywords.left("##A## '@@B_1@@' @@password@@ ##A##")).containsExactly("A", "B_1");
    }
}
