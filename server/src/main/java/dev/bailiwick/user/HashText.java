package dev.bailiwick.user;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Bytes as texts of hashes carry them. */
final class HashText {

    private HashText() {}

    /** With or without padding, and in either alphabet (RFC 4648 sections 4 and 5). */
    static byte[] base64(String member, String text) {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw PasswordHash.refused(member, "must be base64");
        }
    }

    /** In the encoding that is named. */
    static byte[] bytes(String member, String text, String encoding) {
        return switch (encoding) {
            case "utf8" -> text.getBytes(StandardCharsets.UTF_8);
            case "base64" -> base64(member, text);
            case "hex" -> hex(member, text);
            default -> throw PasswordHash.refused(member, "must be encoded as base64, hex or utf8");
        };
    }

    private static byte[] hex(String member, String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw PasswordHash.refused(member, "must be hexadecimal");
        }
    }
}
