package dev.bailiwick.job;

import dev.bailiwick.secret.Secret;
import dev.bailiwick.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of users as it waits for its job: in pieces, and sealed, since it may hold what users prove themselves by and the keys of
 * hashes.
 */
final class UploadedFile {

    private static final String PURPOSE = "users file";
    private static final int PIECE = 64 * 1024;

    private final SecretBox box;

    UploadedFile(SecretBox box) {
        this.box = box;
    }

    List<byte[]> sealed(byte[] file) {
        var pieces = new ArrayList<byte[]>();
        for (int from = 0; from < file.length; from += PIECE) {
            int length = Math.min(PIECE, file.length - from);
            var text = new String(file, from, length, StandardCharsets.ISO_8859_1); // of each byte a character
            pieces.add(box.seal(PURPOSE, new Secret(text)).getBytes(StandardCharsets.US_ASCII));
        }
        return pieces;
    }

    byte[] opened(byte[] piece) {
        return box.open(PURPOSE, new String(piece, StandardCharsets.US_ASCII))
                .reveal()
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
