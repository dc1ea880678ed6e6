package dev.bailiwick.management.v1;

import dev.bailiwick.connection.Directories;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.network.Web;
import dev.bailiwick.problem.AuthenticationFailure;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import dev.bailiwick.store.Sliced.Numbered;
import dev.bailiwick.token.ManagementTokens;
import dev.bailiwick.token.PageLinks;
import dev.bailiwick.user.FoundUsers;
import dev.bailiwick.user.User;
import dev.bailiwick.web.Access;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Authenticator;
import dev.bailiwick.web.Call;
import dev.bailiwick.web.Caller;
import dev.bailiwick.web.Route;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pages of long lists. Each links to the next (RFC 8288), and the link opens it without a token, as clients follow it without one. */
final class Pages {

    /** How many a page has unless somebody asks for fewer or more. */
    private static final int USUAL = 100;

    /** Whoever asks for more gets so many, and the link to the rest. */
    private static final int MOST = 500;

    private static final String SEARCH = "search";
    private static final String FROM = "from";
    private static final String SEAL = "&bewit=";
    private static final String TOKEN = "&access_token=";
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final PageLinks links;
    private final Access access;

    Pages(PageLinks links, ManagementTokens tokens, Authenticator callers) {
        this.links = links;
        this.access = Access.anyOf(Routes.ANYTHING).provedTo((tenant, request) -> {
            var query = request.rawQuery();
            int seal = query.lastIndexOf(SEAL);
            boolean isByToken = !request.headers("Authorization").isEmpty() || ("&" + query).contains(TOKEN);
            if (isByToken || seal < 0) {
                return callers.authenticate(tenant, request);
            }
            var viewer = links.open(
                    tenant.id(),
                    normal(request.rawPath()),
                    normal(query.substring(0, seal)),
                    query.substring(seal + SEAL.length()));
            if (!tokens.isAdmitted(tenant.id(), viewer.client())) {
                throw new Problem.Unauthenticated(AuthenticationFailure.MALFORMED_TOKEN).asException();
            }
            return new Caller(viewer.client().value() + Routes.CLIENT, Set.of(Routes.ANYTHING), viewer.end());
        });
    }

    /** Finds who is on a page. */
    interface Finder {

        /** Those behind a number, and so many at most. */
        FoundUsers behind(long after, int most);
    }

    /** A list, which the links to its pages open as well as a token. */
    Route list(String template, Route.Handler handler) {
        return Route.get(template, access, handler);
    }

    /**
     * A page of a list of users.
     *
     * @param path where the list is, escaped
     */
    Answer answer(Call call, String path, Finder finder, Function<Numbered<User>, JsonObject> wire) {
        long after = number(call, "after", 0, 0);
        int size = size(call);
        var found = finder.behind(after, size + 1);
        var page = found.first(size);
        var answer = Answer.streamed(page.each(wire));
        return found.size() > size ? linked(answer, call, path, next(call, "after=" + page.lastNumber())) : answer;
    }

    /** A page of a directory, which calls the places in it by names of its own. */
    Answer answer(Call call, String path, Directories.Lookup directory) {
        var from = call.query().first(FROM).filter(text -> !text.isEmpty());
        var found = directory.find(call.query().first(SEARCH).orElse(""), size(call), from);
        var answer = Answer.ok(found.users());
        return found.next()
                .map(next -> linked(answer, call, path, next(call, FROM + "=" + escaped(next))))
                .orElse(answer);
    }

    private static int size(Call call) {
        return (int) Math.min(MOST, number(call, "per_page", 1, USUAL));
    }

    private static String next(Call call, String place) {
        return place + "&per_page=" + size(call) + again(call, SEARCH);
    }

    /** What a query says of these parameters, for another one behind it. */
    static String again(Call call, String... names) {
        return Stream.of(names)
                .flatMap(name -> call.query().first(name).map(value -> "&" + name + "=" + escaped(value)).stream())
                .collect(Collectors.joining());
    }

    /**
     * The answer with a link to the next page, which needs no token. It is the only one and has no comma in it: old clients split there.
     *
     * @param path where the list is, escaped
     * @param query what is asked there, escaped
     */
    Answer linked(Answer answer, Call call, String path, String query) {
        var seal = links.seal(
                call.tenant().id(),
                new PageLinks.Viewer(Routes.client(call), call.caller().end()),
                normal(path),
                normal(query));
        var domain = call.tenant().issuer().replaceFirst("/$", "");
        return answer.with("Link", "<" + domain + path + "?" + query + SEAL + seal + ">; rel=\"next\"");
    }

    /** A text as part of a path or a query. */
    static String escaped(String text) {
        return Web.encoded(text);
    }

    /**
     * Part of a URL in the one form that all have which clients may make of it (RFC 3986 section 6.2.2): escapes in capitals, and none of
     * what needs none. What is no escape stays.
     */
    private static String normal(String raw) {
        return ESCAPE.matcher(raw).replaceAll(escape -> {
            char meant = (char) HexFormat.fromHexDigits(escape.group(1));
            boolean isNeeded = meant >= 0x7F || UNRESERVED.indexOf(Character.toLowerCase(meant)) < 0;
            return isNeeded ? escape.group().toUpperCase(Locale.ROOT) : String.valueOf(meant);
        });
    }

    /** A whole number of the query. Refuses what is none, or less than {@code least}. */
    static long number(Call call, String name, long least, long otherwise) {
        var text = call.query().first(name).filter(given -> !given.isEmpty());
        long number = text.filter(given -> NUMBER.matcher(given).matches())
                .map(Long::parseLong)
                .orElse(text.isEmpty() ? otherwise : -1L);
        if (number < least) {
            throw new Problem.Invalid(Part.QUERY, "/" + name, "must be a number that is not less than " + least)
                    .asException();
        }
        return number;
    }
}
