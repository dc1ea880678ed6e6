package dev.bailiwick.user;

import dev.bailiwick.search.LowerCase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The pictures of users who bring none, as the original gives them: browsers ask there, and nobody here does. */
public final class Gravatar {

    private static final String BASE = "https://s.gravatar.com/avatar/";
    private static final int INITIALS = 2;

    private Gravatar() {}

    /** What a new user of this address gets. */
    static String picture(String email) {
        var initials = email.substring(0, Math.min(INITIALS, email.length()));
        var otherwise = "https://cdn.auth0.com/avatars/" + URLEncoder.encode(initials, StandardCharsets.UTF_8) + ".png";
        return BASE + digest(email) + "?s=480&r=pg&d=" + URLEncoder.encode(otherwise, StandardCharsets.UTF_8);
    }

    /** Whether a picture was given here, and not brought. */
    public static boolean isGiven(String picture) {
        return picture.startsWith(BASE);
    }

    /** What stands for an address there: the MD5 of it in lower case and without space around, in hexadecimal. */
    public static String digest(String email) {
        try {
            var key = LowerCase.kept(email.strip());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
