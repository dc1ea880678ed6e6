package dev.bailiwick.login;

import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Answer.Content;
import java.util.Map;

/** A page; these say the same to everybody. */
enum Page {
    NOT_YET("Not possible yet", "This server cannot do this yet. Please ask whoever sent you the link."),
    NOT_FOUND("Not found", "There is no such page."),
    FAILED("Not possible now", "The page cannot be shown. Please try again later.");

    /** No page of ours is to be framed, kept, or told of elsewhere, and none runs or loads anything. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Frame-Options",
            "DENY",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final String html;

    Page(String title, String text) {
        this.html = html(title, "<p>" + text + "</p>");
    }

    Answer answer(int status) {
        return answer(status, html);
    }

    /** A page of one's own. What is not ours in it is escaped already. */
    static Answer of(String title, String content) {
        return answer(200, html(title, content));
    }

    private static String html(String title, String content) {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
                <body><main><h1>%1$s</h1>%2$s</main></body>
                </html>
                """.formatted(title, content);
    }

    private static Answer answer(int status, String html) {
        return new Answer(status, new Content.Text("text/html; charset=utf-8", html), HEADERS);
    }
}
