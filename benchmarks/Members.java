import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A group of many members below another one: its export of the Authorization Extension, and requests for its pages. */
final class Members {

    private static final String LARGE = "11111111-1111-4111-8111-111111111111";
    private static final String ABOVE = "22222222-2222-4222-8222-222222222222";
    private static final int ABOVE_MEMBERS = 10;
    private static final int PAGE = 25;

    private Members() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int members = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("write")) {
            write(members);
        } else {
            ask(members, Integer.parseInt(arguments[2]));
        }
    }

    private static void write(int members) {
        try (var out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8)) {
            out.printf(
                    """
                    {"groups":[{"_id":"%s","name":"Large","description":"","members":[%s]},
                    {"_id":"%s","name":"Above","description":"","nested":["%s"],"members":[%s]}],
                    "roles":[],"permissions":[],"configuration":[{"_id":"v1"}]}
                    """,
                    LARGE, ids("m", members), ABOVE, LARGE, ids("a", ABOVE_MEMBERS));
        }
    }

    private static String ids(String kind, int many) {
        return IntStream.range(0, many).mapToObj(n -> "\"auth0|%s%023x\"".formatted(kind, n)).collect(Collectors.joining(","));
    }

    private static void ask(int members, int requests) throws IOException, InterruptedException {
        var kinds = new LinkedHashMap<String, IntFunction<String>>();
        kinds.put("first page of members", _ -> page(LARGE, "members", 1));
        kinds.put("last page of members", _ -> page(LARGE, "members", lastPage(members)));
        kinds.put("first page of nested members", _ -> page(ABOVE, "members/nested", 1));
        kinds.put("last page of nested members", _ -> page(ABOVE, "members/nested", lastPage(members + ABOVE_MEMBERS)));
        new OneByOne("urn:auth0-authz-api").measure(kinds, requests);
    }

    private static int lastPage(int members) {
        return (members + PAGE - 1) / PAGE;
    }

    private static String page(String group, String what, int number) {
        return "/authorization/api/groups/%s/%s?page=%d&per_page=%d".formatted(group, what, number, PAGE);
    }
}
