package dev.bailiwick.app;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What no client should send and some will. Characters stand for bytes. */
final class Malformed {

    private static final int MANY = 100_000;

    private Malformed() {}

    /** Bodies, by a name for each. None of them is a document that an import takes. */
    static Map<String, String> bodies() {
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("nothing", "");
        bodies.put("one byte", "{");
        bodies.put("a NUL", "\u0000");
        bodies.put("deep arrays", "[".repeat(MANY));
        bodies.put("deep objects", "{\"a\":".repeat(MANY));
        bodies.put("closed deep arrays", "[".repeat(MANY) + "]".repeat(MANY));
        bodies.put("a member twice", "{\"scope\":\"a\",\"scope\":\"b\"}");
        for (var number : List.of("1e400", "-0", "9007199254740993", "9223372036854775808", "NaN", "1".repeat(5_000))) {
            bodies.put(
                    "the number " + number.substring(0, Math.min(20, number.length())), "{\"groups\":" + number + "}");
        }
        bodies.put("a large exponent", "{\"connectionName\":1e999999999}");
        bodies.put("bytes that are not UTF-8", "{\"connectionName\":\"\u00ff\u00fe\"}");
        bodies.put("an overlong form", "{\"connectionName\":\"\u00c0\u00af\"}");
        bodies.put("a surrogate in UTF-8", "{\"connectionName\":\"\u00ed\u00a0\u0080\"}");
        bodies.put("half a surrogate pair", "{\"connectionName\":\"\\ud800\"}");
        bodies.put("half a surrogate pair in a name", "{\"\\ud800\":[]}");
        bodies.put("a NUL in a text", "{\"connectionName\":\"a\\u0000\"}");
        bodies.put("a NUL in a name", "{\"\\u0000\":[]}");
        bodies.put("a byte order mark", "\u00ef\u00bb\u00bf{\"connectionName\":7}");
        bodies.put("UTF-16", latin("{\"connectionName\":7}".getBytes(StandardCharsets.UTF_16)));
        bodies.put("a long array", "[" + "1,".repeat(MANY) + "1]");
        bodies.put("a long list", "{\"groups\":[" + "1,".repeat(MANY) + "1]}");
        bodies.put("names of one hash in Java", colliding("Aa", "BB"));
        bodies.put("names of one hash in the parser", colliding("Ab", "BA"));
        bodies.put("a prototype", "{\"__proto__\":[],\"constructor\":{\"prototype\":1}}");
        bodies.put("a long name", "{\"" + "k".repeat(1 << 16) + "\":1}");
        bodies.put("a long text", "{\"connectionName\":[\"" + "v".repeat(1 << 19) + "\"]}");
        bodies.put("markers", "{\"' OR 1=1 --\":\"\\r\\nSet-Cookie: a=b*)(uid=*\"}");
        bodies.put("a repeated form key", "grant_type=a&grant_type=b&connectionName=a&connectionName=b");
        bodies.put("a broken form", "grant_type=%zz&connectionName=%00&%ff=1");
        bodies.put("a long form", "a=1&".repeat(MANY));
        bodies.put("a multipart", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(1_000));
        return bodies;
    }

    static List<String> contentTypes() {
        return List.of(
                "application/json",
                "application/json; charset=utf-7",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=\"x\r\n y\"".replaceAll("\\s", ""),
                "no/such+type;;=",
                "");
    }

    /** Segments of a path where an id belongs. */
    static List<String> ids() {
        return List.of(
                "%00",
                "%zz",
                "%",
                "%ff",
                "%C0%AF",
                "%2f",
                "%2e%2e",
                "..",
                "..;",
                ";jsessionid=1",
                "%0d%0aSet-Cookie:a=b",
                "'%20OR%201=1--",
                "*)(uid=*",
                "%F0%9F%98%80",
                "%E2%80%AE",
                "%C4%B1%C4%B0%C3%9F",
                "{{7*7}}",
                "a".repeat(8_000));
    }

    static List<String> queries() {
        return List.of(
                "%zz",
                "%00=1",
                "q=%ff",
                "q=*:*&field=*",
                "q=" + "(a".repeat(2_000) + "&field=name",
                "q=(((&field=%00",
                "__proto__[a]=1",
                "page=-1&per_page=99999999999999999999",
                "expand[]=true",
                "&&&=&=1",
                "a=1&".repeat(3_000),
                "q=" + "a".repeat(9_000));
    }

    /** An object with as many members whose names all have one hash code. */
    private static String colliding(String one, String other) {
        int bits = 14;
        return IntStream.range(0, 1 << bits)
                .mapToObj(number -> IntStream.range(0, bits)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? one : other)
                        .collect(Collectors.joining("", "\"", "\":1")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
