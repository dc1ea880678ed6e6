package dev.bailiwick.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Notes every secret that tests send or get, so that {@link LogOfTheRunTest} can look for them in the log. */
public final class IssuedSecrets {

    /** Shorter ones are what tests send for nonsense, and would be found everywhere. */
    private static final int SHORTEST = 11;

    private static final String FILE = "secrets-";
    private static final Pattern MEMBER = Pattern.compile(
            "\"(?:access_token|client_secret|clientSecret|client_assertion|hash|apikey|totp_secret|recovery_code)\"\\s*:\\s*\"([^\"\\\\]+)\"");
    private static final Pattern PARAMETER =
            Pattern.compile("\\b(?:access_token|client_secret|client_assertion|bewit)=([A-Za-z0-9._~+/=-]+)");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)^(?:proxy-)?authorization: *\\w+ +(\\S+)|^x-api-key: *(\\S+)", Pattern.MULTILINE);

    private static final Set<String> NOTED = ConcurrentHashMap.newKeySet();
    private static final OutputStream FILE_OF_THIS_PROCESS = RunLog.append(FILE);

    private IssuedSecrets() {}

    /** Notes what is secret in a part of a conversation over HTTP. */
    public static void noteIn(String text) {
        Stream.of(MEMBER, PARAMETER, CREDENTIALS).forEach(pattern -> {
            var found = pattern.matcher(text);
            while (found.find()) {
                for (int group = 1; group <= found.groupCount(); group++) {
                    if (found.group(group) != null) {
                        note(found.group(group));
                    }
                }
            }
        });
    }

    /** Notes what is secret in the headers of a request and in its answer. */
    public static HttpResponse<String> noteIn(HttpRequest request, HttpResponse<String> answer) {
        request.headers().map().forEach((name, values) -> values.forEach(value -> noteIn(name + ": " + value)));
        noteIn(answer.body());
        return answer;
    }

    /** Notes a secret. */
    public static void note(String secret) {
        if (secret.length() >= SHORTEST && NOTED.add(secret)) {
            write(secret + "\n");
        }
    }

    /** Those of the whole run. */
    static Set<String> all() {
        var all = new HashSet<String>();
        RunLog.each(FILE, all::add);
        return all;
    }

    private static synchronized void write(String line) {
        try {
            FILE_OF_THIS_PROCESS.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
