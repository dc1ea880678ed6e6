package dev.bailiwick.extension;

import java.io.OutputStream;

/** Counts what is written to it, and keeps none of it. */
final class CountingStream extends OutputStream {

    private long written;

    /** In bytes. */
    long written() {
        return written;
    }

    @Override
    public void write(int octet) {
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        written += length;
    }
}
