package dev.bailiwick.web;

import dev.bailiwick.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;

/**
 * What a client goes on sending although it is answered already. Whoever hangs up on it takes the answer back: what still comes
 * is met by a reset, at which clients forget what they have not read yet (RFC 9112 section 9.6). So some of it is read, and
 * dropped.
 *
 * @param body as far as it is not read
 * @param most how many bytes of it are read at most
 */
record Leftover(Piece body, long most) {

    /** Reads a piece of it into the space, or past it, and returns its length; less than 0 behind the end. */
    interface Piece {
        int read(byte[] space) throws IOException;
    }

    private static final long LONGEST = Duration.ofSeconds(10).toNanos();
    private static final int PIECE = 1 << 16;

    void drop() {
        long began = System.nanoTime();
        var space = new byte[PIECE];
        try {
            long dropped = 0;
            while (dropped < most && System.nanoTime() - began < LONGEST) {
                int read = body.read(space);
                if (read < 0) {
                    return;
                }
                dropped += read;
            }
        } catch (IOException | ProblemException e) {
            return; // the client is gone, or pauses: it does not send against the answer any more
        }
    }
}
