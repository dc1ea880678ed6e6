package dev.bailiwick.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** What one step of an export writes, compressed while it is written, so that the text as a whole is never in memory. */
final class ExportPiece {

    /** In characters; nothing is cut off, but nothing should follow. */
    private static final long FULL = 4L * 1024 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final GZIPOutputStream gzip;
    private long length;

    ExportPiece() {
        try {
            this.gzip = new GZIPOutputStream(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String text) {
        try {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        length += text.length();
    }

    boolean isFull() {
        return length >= FULL;
    }

    /** The whole of it, to which nothing is added any more. */
    byte[] end() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
