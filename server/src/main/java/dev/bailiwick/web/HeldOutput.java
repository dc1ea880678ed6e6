package dev.bailiwick.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds a body back while it is short, and lets it flow once it is not. */
final class HeldOutput extends OutputStream {

    private static final int SHORT = 64 * 1024;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final Supplier<OutputStream> target;
    private @Nullable OutputStream flowing;
    private boolean isBroken;

    /**
     * A body of which nothing is written yet.
     *
     * @param target asked once, when the body turns out long
     */
    HeldOutput(Supplier<OutputStream> target) {
        this.target = target;
    }

    /** Whether nothing of it was sent. */
    boolean isHeld() {
        return flowing == null;
    }

    /** Whether the target took no more. */
    boolean isBroken() {
        return isBroken;
    }

    /** What is held back. */
    byte[] held() {
        return held.toByteArray();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (flowing == null && held.size() + length <= SHORT) {
            held.write(bytes, offset, length);
            return;
        }
        boolean isTaken = false;
        try {
            if (flowing == null) {
                flowing = target.get();
                held.writeTo(flowing);
                held.reset();
            }
            flowing.write(bytes, offset, length);
            isTaken = true;
        } finally {
            isBroken |= !isTaken;
        }
    }

    /** Lets flow what a compressing target still keeps to itself. */
    void finish() throws IOException {
        if (flowing instanceof GzipOutput compressing) {
            boolean isTaken = false;
            try {
                compressing.finish();
                isTaken = true;
            } finally {
                isBroken |= !isTaken;
            }
        }
    }

    /** Gives back what a compressing target holds outside the heap. Nothing may be written any more. */
    void release() {
        if (flowing instanceof GzipOutput compressing) {
            compressing.end();
        }
    }
}
