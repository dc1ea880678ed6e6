package dev.bailiwick.app;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no client should send and some will. Characters stand for bytes. */
final class Malformed {

    private static final int MANY = 100_000;
    private static final int PARTS = 10_000;

    private static final List<String> OTHER_THINGS = List.of(
            "1e400",
            "-0",
            "9007199254740993",
            "9223372036854775808",
            "1e999999999",
            "10e2147483648",
            "1".repeat(5_000),
            "{}",
            "[[]]",
            "{\"__proto__\":\"u\"}",
            "[".repeat(70) + "]".repeat(70));

    private static final List<String> NO_JSON = List.of(
            "NaN",
            "-Infinity",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"a\u0000b\"",
            "\"a\nb\"",
            "\"a",
            "'a'",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\u00ff\u00fe\"",
            "\"\u00c0\u00af\"",
            "\"\u00ed\u00a0\u0080\"",
            "\"\u00f4\u0090\u0080\u0080\"");

    private Malformed() {}

    /** Bodies that are not short, by a name for each. None is a document that an import takes. */
    static Map<String, String> longBodies() {
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("deep arrays", "[".repeat(MANY));
        bodies.put("deep objects", "{\"a\":".repeat(MANY));
        bodies.put("closed deep arrays", "[".repeat(MANY) + "]".repeat(MANY));
        bodies.put("closed deep objects", "{\"a\":".repeat(MANY) + "1" + "}".repeat(MANY));
        bodies.put("a long array", "[" + "1,".repeat(MANY) + "1]");
        bodies.put("a long array of empty texts", "[" + "\"\",".repeat(MANY) + "\"\"]");
        bodies.put("a long list", "{\"groups\":[" + "1,".repeat(MANY) + "1]}");
        bodies.put("names of one hash in Java", colliding("Aa", "BB", 1 << 20));
        bodies.put("names of one hash in the parser", colliding("Ab", "BA", 1 << 20));
        bodies.put("many unknown members", names().collect(Collectors.joining("\":1,\"", "{\"", "\":1}")));
        bodies.put(
                "many wrong elements",
                "{\"callbacks\":[" + "1,".repeat(MANY) + "1],\"scopes\":[" + "1,".repeat(MANY) + "1]}");
        bodies.put("a long name", "{\"" + "k".repeat(1 << 16) + "\":1}");
        bodies.put("a long text", "{\"connectionName\":[\"" + "v".repeat(1 << 19) + "\"]}");
        bodies.put("a long form", "a=1&".repeat(MANY));
        bodies.put("many names in a form", names().collect(Collectors.joining("=1&")));
        bodies.put("a multipart", part("x").repeat(PARTS) + "--x--\r\n");
        return bodies;
    }

    /** Short ones, alike. */
    static Map<String, String> bodies() {
        var bodies = new LinkedHashMap<String, String>();
        bodies.put("nothing", "");
        bodies.put("one byte", "{");
        bodies.put("another byte", "[");
        bodies.put("white space", " \t\r\n");
        bodies.put("a NUL", "\u0000");
        bodies.put("a member twice", "{\"scope\":\"a\",\"scope\":\"b\"}");
        bodies.put("a member twice, once escaped", "{\"scope\":\"a\",\"sc\\u006fpe\":\"b\"}");
        bodies.put("two values", "[] []");
        bodies.put("a comment", "/**/[7]");
        bodies.put("half a surrogate pair in a name", "{\"\\ud800\":[]}");
        bodies.put("a NUL in a name", "{\"\\u0000\":[]}");
        bodies.put("a byte order mark", "\u00ef\u00bb\u00bf{\"connectionName\":7}");
        bodies.put("a byte order mark before a list", "\u00ef\u00bb\u00bf[\"u\"]");
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_32)) {
            bodies.put(charset + " of a list", latin("[\"v\"]".getBytes(charset)));
            bodies.put(charset + " of an object", latin("{\"connectionName\":\"v\"}".getBytes(charset)));
        }
        bodies.put("UTF-7", "+AFsAIgB1ACIAXQ-");
        bodies.put("a prototype", "{\"__proto__\":[],\"constructor\":{\"prototype\":1}}");
        bodies.put("markers", "{\"' OR 1=1 --\":\"\\r\\nSet-Cookie: a=b*)(uid=*\"}");
        bodies.put("a repeated form key", "grant_type=a&grant_type=b&connectionName=a&connectionName=b");
        bodies.put("pluses and spaces in a form", "grant+type=a+b&connection Name=a b&%20=+");
        bodies.put("a broken form", "grant_type=%zz&connectionName=%00&%ff=1");
        bodies.put("a multipart without an end", part("x"));
        bodies.put("a multipart of another boundary", part("y") + "--y--\r\n");
        bodies.put("a multipart in a multipart", part("x\r\n" + part("x") + "--x--"));
        return bodies;
    }

    /** JSON where a text belongs: other things, and texts that are none. */
    static List<String> values() {
        return Stream.concat(OTHER_THINGS.stream(), NO_JSON.stream()).toList();
    }

    /** What a body may hold nowhere. */
    static List<String> noJson() {
        return NO_JSON;
    }

    /** Texts that look like trouble and are none. */
    static List<String> strangeTexts() {
        return List.of(
                "😀",
                "\u202e\u05d0b",
                "e\u0301",
                "é",
                "ı",
                "İ",
                "i\u0307",
                "ß",
                "ss",
                "\u212a",
                "K",
                "k",
                "\ufeff",
                "\uffff",
                " u",
                "u ",
                "' OR 1=1 --",
                "*)(uid=*",
                "\r\nSet-Cookie: a=b",
                "${jndi:ldap://x}",
                "__proto__",
                "%00",
                "9999-12-31T23:59:59Z",
                "-0001-01-01",
                "auth0|x",
                "../..",
                "a;jsessionid=1",
                "null");
    }

    static List<String> contentTypes() {
        return List.of(
                "application/json; charset=utf-7",
                "application/json; charset=utf-16",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=utf-7",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=\"x\"; boundary=y",
                "multipart/form-data; boundary=" + "x".repeat(5_000),
                "text/plain",
                "no/such+type;;=",
                "\u00ff\u00fe",
                "");
    }

    /** Segments of a path where an id belongs. */
    static List<String> ids() {
        return List.of(
                "%00",
                "a%00",
                "%zz",
                "%",
                "%ff",
                "%C0%AF",
                "%ED%A0%80",
                "%2f",
                "%5c",
                "%2e%2e",
                "..",
                ".",
                "..;",
                ";jsessionid=1",
                "u;jsessionid=1",
                "%0d%0aSet-Cookie:a=b",
                "'%20OR%201=1--",
                "*)(uid=*",
                "%F0%9F%98%80",
                "%E2%80%AE",
                "%C4%B1%C4%B0%C3%9F",
                "auth0|x",
                "auth0%7Cx",
                "{{7*7}}",
                "$%7Bjndi:ldap:%2F%2Fx%7D",
                "\u00ff",
                "a".repeat(8_000));
    }

    static List<String> queries() {
        return List.of(
                "%zz",
                "%00=1",
                "q=%ff",
                "q=\u00ff",
                "q=*:*&field=*",
                "q=*a&field=name",
                "q=/(a%2B)%2B$/&field=name",
                "q=name:[a%20TO%20*]&field=name",
                "q=%22a&field=name",
                "q=" + "(a".repeat(2_000) + "&field=name",
                "q=" + "a+OR+".repeat(1_500) + "&field=name",
                "q=(((&field=%00",
                "__proto__[a]=1",
                "page=-1&per_page=99999999999999999999",
                "expand[]=true",
                "&&&=&=1",
                "a=1&".repeat(3_000),
                "q=" + "a".repeat(9_000));
    }

    /** An object of as many members as fit, whose names all have one hash code. */
    static String colliding(String one, String other, int length) {
        int bits = 32 - Integer.numberOfLeadingZeros(length / (2 * 16));
        int fitting = (length - 2) / (2 * bits + 5);
        return texts(one, other, bits)
                .limit(fitting)
                .map(name -> name + ":1")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** All JSON texts of so many steps, each of which is one or the other. */
    static Stream<String> texts(String one, String other, int steps) {
        return IntStream.range(0, 1 << steps)
                .mapToObj(number -> IntStream.range(0, steps)
                        .mapToObj(step -> (number >> step & 1) == 0 ? one : other)
                        .collect(Collectors.joining("", "\"", "\"")));
    }

    private static Stream<String> names() {
        return IntStream.range(0, MANY).mapToObj(number -> "p" + number);
    }

    private static String part(String boundary) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
