package dev.bailiwick.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether, and how, an answer is compressed. */
final class Gzip {

    /** Answers that are shorter gain nothing, in bytes. */
    static final int SHORTEST = 1024;

    private static final Pattern QUALITY = Pattern.compile("(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");

    private Gzip() {}

    /** Whether the client takes gzip, and likes it no less than no compression (RFC 9110 section 12.5.3). */
    static boolean isAccepted(List<String> acceptEncoding) {
        double gzip = -1;
        double identity = 0;
        double others = 0;
        for (var entry :
                String.join(",", acceptEncoding).toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = entry.split(";", -1);
            double quality = quality(parts);
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, quality);
                case "identity" -> identity = quality;
                case "*" -> others = quality;
                default -> {}
            }
        }
        double effective = gzip < 0 ? others : gzip;
        return effective > 0 && effective >= identity;
    }

    static byte[] compressed(byte[] plain) {
        var compressed = new ByteArrayOutputStream(plain.length / 2);
        try (var gzip = new GzipOutput(compressed)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    static GzipOutput onto(OutputStream target) {
        try {
            return new GzipOutput(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What cannot be read as a quality is none. */
    private static double quality(String[] parts) {
        double quality = 1;
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                var value = parameter.substring(2).strip();
                quality = QUALITY.matcher(value).matches() ? Double.parseDouble(value) : 0;
            }
        }
        return quality;
    }
}
