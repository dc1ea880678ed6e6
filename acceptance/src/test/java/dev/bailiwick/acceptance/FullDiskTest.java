package dev.bailiwick.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    private static final int DISK = 48;
    private static final int ROOM = 8;
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final int DATABASE_DISK = 128;
    private static final Map<String, String> SETTINGS = Map.of("BAILIWICK_DOMAIN", "auth.example.test");

    private final Path directory;
    private final Path place;

    FullDiskTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        place = Files.createDirectory(directory.resolve("disk"));
    }

    @Test
    @DisplayName("FA-04 refuses changes while the disk is full, answers all else, and loses nothing")
    void outlivesAFullDisk() throws IOException, InterruptedException {
        try (var disk = SmallDisk.mount(place, DISK)) {
            var data = place.resolve("data");
            var members = new MemberLedger();
            String id;
            String secret;
            try (var server = RunningBailiwick.start(disk.inside(), data, SETTINGS)) {
                id = server.said("id");
                secret = server.said("secret");
                members.begin(server, Export.token(server, id, secret));
                disk.leave(ROOM);

                members.addUntilRefused();
                members.addManyRefused();
                members.expectNothingUnknown();
                assertThat(Export.token(server, id, secret)).isNotEmpty();
                members.expectDecisions();

                disk.makeRoom();
                members.addUntilTaken();
            } // killed

            try (var server = RunningBailiwick.start(disk.inside(), data, SETTINGS)) {
                members.expectIn(Export.of(server, Export.token(server, id, secret)));
            }
            System.out.println("full disk, SQLite: " + members);
        }
    }

    @Test
    @DisplayName("FA-04 comes back by itself from a PostgreSQL whose disk was full, and loses nothing")
    void outlivesAFullDiskOfPostgres() throws IOException, InterruptedException {
        var programs = Files.createDirectory(directory.resolve("postgres"));
        var data = directory.resolve("data");
        try (var disk = SmallDisk.mount(place, DATABASE_DISK);
                var postgres = SmallPostgres.start(disk, programs, place.resolve("data"))) {
            var settings = new HashMap<>(SETTINGS);
            settings.put("BAILIWICK_DATABASE_URL", postgres.url());
            settings.put("BAILIWICK_KEY", KEY);
            var members = new MemberLedger();
            String id;
            String secret;
            try (var server = RunningBailiwick.start(data, settings)) {
                id = server.said("id");
                secret = server.said("secret");
                members.begin(server, Export.token(server, id, secret));
                disk.leave(ROOM);

                members.addUntilRefused();
                members.addManyRefusedByWhateverIsLeft();

                disk.makeRoom();
                boolean hadEnded = postgres.revive();
                members.addUntilTaken();
                members.expectDecisions();
                System.out.println("full disk, PostgreSQL: had " + (hadEnded ? "" : "not ") + "ended; " + members);
                assertThat(Export.token(server, id, secret)).isNotEmpty();
            } // killed

            try (var server = RunningBailiwick.start(data, settings)) {
                members.expectIn(Export.of(server, Export.token(server, id, secret)));
            }
        }
    }
}
