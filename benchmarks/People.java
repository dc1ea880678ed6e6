import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/** Users for measurements, one to a line as exports have them. Of a number always the same one. */
final class People {

    private static final String[] FIRST = {
        "Anna", "Bert", "Carl", "Dora", "Emil", "Fritz", "Gina", "Hans", "Ida", "Karl", "Lena", "Max", "Nina", "Otto", "Paula",
        "Rolf", "Sven", "Tina", "Ulla", "Vera", "Willi", "Xaver", "Yara", "Zoe", "Mara"
    };
    private static final String[] LAST = {
        "Adams", "Baker", "Clark", "Davis", "Evans", "Frank", "Green", "Hill", "Irwin", "Jones", "King", "Lopez", "Moore",
        "Nash", "Owens", "Price", "Quinn", "Reed", "Smith", "Turner"
    };
    private static final int ONE_JO_IN = 250;
    private static final long FIRST_CREATED = 1_600_000_000_000L;
    private static final long APART_MILLIS = 137_000;

    private People() {}

    public static void main(String[] arguments) {
        int users = Integer.parseInt(arguments[0]);
        try (var out = new PrintStream(new BufferedOutputStream(System.out, 1 << 16), false, StandardCharsets.UTF_8)) {
            for (int number = 0; number < users; number++) {
                out.append(json(number)).append('\n');
            }
        }
    }

    static String id(int number) {
        return "auth0|" + local(number);
    }

    static String email(int number) {
        var names = names(new SplittableRandom(number));
        return (names[0] + "." + names[1] + number + "@example" + number % 40 + ".test").toLowerCase(Locale.ROOT);
    }

    private static String local(int number) {
        return "%024x".formatted(number * 2_654_435_761L);
    }

    private static String[] names(SplittableRandom random) {
        boolean isJo = random.nextInt(ONE_JO_IN) == 0;
        var first = isJo ? "Jo" + (char) ('a' + random.nextInt(26)) : FIRST[random.nextInt(FIRST.length)];
        return new String[] {first, LAST[random.nextInt(LAST.length)]};
    }

    private static String json(int number) {
        var random = new SplittableRandom(number);
        var names = names(random);
        var created = Instant.ofEpochMilli(FIRST_CREATED + number * APART_MILLIS);
        var plan = random.nextInt(10) == 0 ? "gold" : random.nextInt(3) == 0 ? "silver" : "free";
        var logins = number % 5 < 3
                ? ",\"last_login\":\"%s\",\"last_ip\":\"10.%d.%d.1\",\"logins_count\":%d"
                        .formatted(
                                created.plusSeconds(random.nextInt(1_000_000)),
                                random.nextInt(256),
                                random.nextInt(256),
                                random.nextInt(50))
                : "";
        return """
                {"user_id":"%1$s","email":"%2$s","email_verified":%3$b,"name":"%4$s %5$s %6$d","given_name":"%4$s",\
                "family_name":"%5$s","nickname":"%4$s%6$d","picture":"https://pictures.test/%7$s.png",\
                "created_at":"%8$s","updated_at":"%8$s","identities":[{"connection":"Username-Password-Authentication",\
                "provider":"auth0","user_id":"%7$s","isSocial":false}],"app_metadata":{"plan":"%9$s","seats":%10$d},\
                "user_metadata":{"color":"%11$d"}%12$s}"""
                .formatted(
                        id(number),
                        email(number),
                        number % 7 != 0,
                        names[0],
                        names[1],
                        number,
                        local(number),
                        created,
                        plan,
                        random.nextInt(100),
                        number % 9,
                        logins);
    }
}
