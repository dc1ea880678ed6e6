package dev.bailiwick.web;

import dev.bailiwick.json.Json;
import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.Problem.Part;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Decodes percent-escapes strictly (RFC 3986 section 2.1): the JDK's decoder repairs broken UTF-8 silently, and a repaired
 * id is another id.
 */
final class Percent {

    private Percent() {}

    /**
     * Refuses a malformed escape, bytes that are not UTF-8, and NUL; in paths and queries also whatever should have been
     * escaped and is not ASCII, which Helidon has lost already.
     *
     * @param plusIsSpace as in forms and queries; in paths a plus is a plus
     */
    static String decode(Part part, String raw, boolean plusIsSpace) {
        if (part != Part.BODY && !raw.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
            throw malformed(part);
        }
        if (raw.indexOf('%') < 0 && (!plusIsSpace || raw.indexOf('+') < 0)) {
            return requireStorable(part, raw);
        }
        var bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.write(octet(part, raw, i + 1));
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes.write(' ');
            } else {
                var point = raw.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
            }
        }
        try {
            return requireStorable(
                    part,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString());
        } catch (CharacterCodingException e) {
            throw malformed(part);
        }
    }

    private static int octet(Part part, String raw, int at) {
        if (at + 2 > raw.length()) {
            throw malformed(part);
        }
        char high = raw.charAt(at);
        char low = raw.charAt(at + 1);
        if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
            throw malformed(part);
        }
        return HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low);
    }

    private static String requireStorable(Part part, String text) {
        if (!Json.isStorable(text)) {
            throw malformed(part);
        }
        return text;
    }

    private static RuntimeException malformed(Part part) {
        return new Problem.Unreadable(part, "malformed percent-encoding").asException();
    }
}
