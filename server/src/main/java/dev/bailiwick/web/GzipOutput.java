package dev.bailiwick.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses what is written to it. The memory for that lies outside the heap, where the collector does not feel it, and is
 * given back by {@link #end}, or by closing.
 */
final class GzipOutput extends GZIPOutputStream {

    private static final int BUFFER = 8 * 1024;

    GzipOutput(OutputStream target) throws IOException {
        super(target, BUFFER);
    }

    /** Takes nothing more, and leaves the target open. */
    void end() {
        def.end();
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            end();
        }
    }
}
