package dev.bailiwick.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/** Sends to a client that has to take what it is sent at some {@link Pace}. */
record PacedWriter(DataWriter origin, Pace pace) implements DataWriter {

    @Override
    public void write(BufferData... buffers) {
        pace.sending(() -> origin.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
        pace.sending(() -> origin.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
        pace.sending(() -> origin.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        pace.sending(() -> origin.writeNow(buffer));
    }

    @Override
    public void flush() {
        pace.sending(origin::flush);
    }

    @Override
    public void close() {
        origin.close();
    }
}
