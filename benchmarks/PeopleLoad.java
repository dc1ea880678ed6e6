import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks for users over Management API v2. */
final class PeopleLoad {

    private PeopleLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int users = Integer.parseInt(arguments[0]);
        int requests = Integer.parseInt(arguments[1]);
        var random = new SplittableRandom(1);
        var connection = "identities.connection:\"Username-Password-Authentication\"";
        var kinds = new LinkedHashMap<String, IntFunction<String>>();
        kinds.put("one by id", _ -> "/api/v2/users/" + OneByOne.encoded(People.id(random.nextInt(users))));
        kinds.put("by address", _ -> "/api/v2/users-by-email?email=" + OneByOne.encoded(People.email(random.nextInt(users))));
        kinds.put("email:\"x\"", _ -> search("email:\"" + People.email(random.nextInt(users)) + "\"", ""));
        kinds.put("name:jo*", _ -> search("name:jo*", ""));
        kinds.put("name:jo*, total", _ -> search("name:jo*", "&include_totals=true"));
        kinds.put("plan:gold, page 0", _ -> search("app_metadata.plan:gold", ""));
        kinds.put("plan:gold, page 9", _ -> search("app_metadata.plan:gold", "&page=9"));
        kinds.put("plan:gold, page 0, total", _ -> search("app_metadata.plan:gold", "&include_totals=true"));
        kinds.put("plan:gold, page 9, total", _ -> search("app_metadata.plan:gold", "&page=9&include_totals=true"));
        kinds.put("all, total", _ -> "/api/v2/users?per_page=100&include_totals=true");
        kinds.put("all by created_at", _ -> "/api/v2/users?per_page=100&include_totals=true&sort=created_at:-1");
        kinds.put("name:jo* by created_at", _ -> search("name:jo*", "&sort=created_at:-1"));
        kinds.put("connection and email", _ -> search(connection + " AND email:\"" + People.email(random.nextInt(users)) + "\"", "&include_totals=true"));
        kinds.put("plan:gold and name:jo*", _ -> search("app_metadata.plan:gold AND name:jo*", "&include_totals=true"));
        kinds.put("email:*son7*", _ -> search("email:*son7*", ""));
        var unserved = IntStream.range(0, 5).mapToObj("*q%dq*"::formatted).collect(Collectors.joining(" OR "));
        kinds.put("one scan", _ -> search("*zzz*", ""));
        kinds.put("five scans", _ -> search(unserved, "&include_totals=true"));
        new OneByOne("https://localhost:18443/api/v2/").measure(kinds, requests);
    }

    private static String search(String query, String more) {
        return "/api/v2/users?per_page=100&q=" + OneByOne.encoded(query) + more;
    }
}
