package dev.bailiwick.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** What only its owner may read and write, whatever the folder around it allows. */
public final class OwnersOnly {

    /** Of a file that is made. */
    public static final FileAttribute<Set<PosixFilePermission>> FILE = attribute("rw-------");

    /** Of a folder that is made. */
    public static final FileAttribute<Set<PosixFilePermission>> FOLDER = attribute("rwx------");

    private OwnersOnly() {}

    /** Closes a file that is there to all others, and tells whether it was open to them. */
    public static boolean close(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        var kept = EnumSet.copyOf(FOLDER.value());
        kept.retainAll(permissions);
        if (kept.equals(permissions)) {
            return false;
        }
        Files.setPosixFilePermissions(file, kept);
        return true;
    }

    private static FileAttribute<Set<PosixFilePermission>> attribute(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
