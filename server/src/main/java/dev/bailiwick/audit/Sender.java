package dev.bailiwick.audit;

import dev.bailiwick.json.Json;

/**
 * Who sent a request, as far as the request tells: nothing here is proved. Each text is cut to what a log needs.
 *
 * @param address of the client, as far as a trusted proxy tells
 * @param path as sent, without the query
 */
public record Sender(String address, String userAgent, String method, String path) {

    /** No request: a command that ran on the machine itself. */
    public static final Sender NONE = new Sender("", "", "", "");

    private static final int LONGEST = 512;

    public Sender {
        userAgent = cut(userAgent);
        path = cut(path);
    }

    /** The beginning of a text, or nothing of one that no database holds. */
    static String cut(String text) {
        if (!Json.isStorable(text)) {
            return "";
        }
        return text.length() <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2));
    }
}
