package dev.bailiwick.app;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file being read, which tells on standard error how far that is when the file is large. */
final class ProgressStream extends FilterInputStream {

    private static final long LARGE = 1L << 20;
    private static final int STEPS = 10;

    private final long length;
    private final String lastWord;
    private long read;
    private int told;

    private ProgressStream(Path file, String lastWord) throws IOException {
        super(new BufferedInputStream(Files.newInputStream(file)));
        this.length = Files.size(file);
        this.lastWord = lastWord;
    }

    /** A file that is written when all of it is read. */
    static ProgressStream open(Path file) throws IOException {
        return new ProgressStream(file, "writing …");
    }

    /** A file that is written while it is read. */
    static ProgressStream openPieceByPiece(Path file) throws IOException {
        return new ProgressStream(file, "");
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        tell(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int got = in.read(buffer, offset, count);
        tell(Math.max(got, 0));
        return got;
    }

    private void tell(int more) {
        read += more;
        int step = length < LARGE ? 0 : (int) (read * STEPS / length);
        if (step > told) {
            told = step;
            System.err.printf("read %d %% of %,d bytes%n", step * 100 / STEPS, length);
            if (step == STEPS && !lastWord.isEmpty()) {
                System.err.println(lastWord);
            }
        }
    }
}
