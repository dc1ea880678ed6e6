package dev.bailiwick.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that may be more than memory holds. They are written once, and then read as often as wanted. */
public final class ScratchFile implements AutoCloseable {

    private final FileChannel channel;
    private final Runnable release;

    ScratchFile(FileChannel channel, Runnable release) {
        this.channel = channel;
        this.release = release;
    }

    /** Adds what is written to it. Throws {@link dev.bailiwick.problem.Problem.Unavailable} when the disk is full. */
    public OutputStream out() {
        return new Writing();
    }

    /** All bytes from the first on. */
    public InputStream in() {
        return new Reading();
    }

    /** Not safe to call twice. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release.run();
        }
    }

    private final class Writing extends OutputStream {

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            var left = ByteBuffer.wrap(bytes, offset, length);
            try {
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            } catch (IOException e) {
                throw Scratch.noRoom(e);
            }
        }
    }

    private final class Reading extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            var octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = channel.read(ByteBuffer.wrap(buffer, offset, length), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
