package dev.bailiwick.login;

import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Answer.Content;
import java.util.Map;

/** A page, whose text is the same for everybody. */
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
        this.html = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title></head>
                <body><main><h1>%1$s</h1><p>%2$s</p></main></body>
                </html>
                """.formatted(title, text);
    }

    Answer answer(int status) {
        return new Answer(status, new Content.Text("text/html; charset=utf-8", html), HEADERS);
    }
}
