package dev.bailiwick.junit;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The members that are strings in a JSON object without further objects, as the server writes it: the JDK has no reader for JSON. */
record StringMembers(Map<String, String> members) {

    private static final String STRING = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    private static final Pattern MEMBER = Pattern.compile(STRING + "\\s*:\\s*" + STRING);

    static StringMembers of(String json) {
        return new StringMembers(MEMBER.matcher(json)
                .results()
                .collect(Collectors.toMap(member -> text(member, 1), member -> text(member, 2))));
    }

    String get(String name, String otherwise) {
        return members.getOrDefault(name, otherwise);
    }

    String get(String name) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalStateException("The server did not tell the " + name + ".");
        }
        return value;
    }

    /** The server escapes nothing in other ways than Java does. */
    private static String text(MatchResult member, int group) {
        return member.group(group).translateEscapes();
    }
}
