package dev.bailiwick.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

/**
 * What one client sends, as Helidon reads it, of which only so much is ever held in memory. Helidon itself would hold a
 * whole chunk of a body, of whatever size the client announced, before anyone counts a byte of it.
 *
 * <p>A piece that was received costs more memory than its bytes, and a client chooses how small its pieces are. So the
 * pieces are counted, too.
 */
final class BoundedInput {

    /** The longest chunk that is surely read, in bytes. */
    static final int LONGEST_CHUNK = 1 << 20;

    private static final long MOST_MEMORY = 2L * LONGEST_CHUNK;
    private static final long MOST_DROPPED = 2 * MOST_MEMORY;
    private static final int MEMORY_OF_PIECE = 128;

    private final DataReader source;
    private final DataReader reader;
    private final Pace pace;
    private long received;
    private long memory;
    private boolean isRefused;

    /** All that the source still holds or receives. It must not be read by anyone else from now on. */
    BoundedInput(DataReader source, Pace pace) {
        this.source = source;
        this.pace = pace;
        this.reader = DataReader.create(this::more);
    }

    /** Refuses with status 413 to hold more. */
    DataReader reader() {
        return reader;
    }

    /** Where it was refused to hold more: drops what of that is still coming, once the refusal is sent. */
    void dropRefused() {
        if (isRefused) {
            pace.leftover();
            new Leftover(_ -> passed(), MOST_DROPPED).drop();
        }
    }

    private int passed() {
        try {
            pace.receiving(source::ensureAvailable);
        } catch (RuntimeException e) {
            return -1; // the client is gone, or pauses
        }
        int length = source.available();
        source.skip(length);
        return length;
    }

    private byte[] more() {
        if (memory > MOST_MEMORY) {
            forgetWhatWasRead();
        }
        if (memory > MOST_MEMORY) {
            isRefused = true;
            throw RequestException.builder()
                    .type(EventType.BAD_REQUEST)
                    .status(Status.REQUEST_ENTITY_TOO_LARGE_413)
                    .setKeepAlive(false)
                    .message("a chunk or a line is too long to hold")
                    .build();
        }
        if (pace.isBetweenRequests() && reader.available() > 0) {
            pace.begin();
        }
        pace.receiving(source::ensureAvailable);
        var piece = source.readBytes(source.available());
        pace.received(piece);
        received += piece.length;
        memory += piece.length + MEMORY_OF_PIECE;
        return piece;
    }

    /** Looking at all pieces takes time, and is therefore done only when there may be too many of them. */
    private void forgetWhatWasRead() {
        int unread = reader.available();
        memory = memory * unread / received;
        received = unread;
    }
}
