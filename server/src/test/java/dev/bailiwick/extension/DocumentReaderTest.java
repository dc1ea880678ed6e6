package dev.bailiwick.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.problem.ProblemException;
import dev.bailiwick.rbac.LongWorld;
import dev.bailiwick.rbac.UserId;
import dev.bailiwick.web.Scratch;
import dev.bailiwick.web.ScratchFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The users of a document are read anew whenever somebody goes through them. */
class DocumentReaderTest {

    /** Users before and behind an id, in other members' values, in none; roles before groups, and members' names where they mean nothing. */
    private static final String DOCUMENT = """
            {"rules": [{"members": ["no"]}],
             "roles": [{"users": ["r0a", "r0b"], "_id": "r0", "name": "n", "members": ["no"]}, {"_id": "r1", "name": "n"}],
             "groups": [
               {"members": ["g0a"], "_id": "g0", "name": "n", "users": ["no"], "x": {"members": ["no"]}},
               {"_id": "g1", "name": "n", "members": []},
               {"_id": "g2", "name": "n"},
               {"_id": "g3", "name": "n", "mappings": [{"_id": "m", "groupName": "members", "connectionName": "c"}],
                "members": ["g3a", "g3b", "g3a"], "nested": ["g0"]}],
             "permissions": [{"_id": "p", "name": "members"}]}
            """;

    private ScratchFile file;
    private DocumentReader reader;
    private LongWorld world;

    @BeforeEach
    void read(@TempDir Path directory) throws IOException {
        file = new Scratch(directory).open("t");
        file.out().write(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        reader = new DocumentReader(file, new Room(100));
        world = reader.read();
    }

    @AfterEach
    void close() {
        reader.close();
        file.close();
    }

    /** Users need none. */
    @Test
    void refusesWhatThereIsNoRoomFor() {
        assertThat(refused(10)).isEmpty();
        assertThat(refused(9)).get().asString().contains("must be among the first 9 objects and entries of lists");
    }

    private Optional<String> refused(int room) {
        try (var small = new DocumentReader(file, new Room(room))) {
            small.read();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem().toString());
        }
    }

    @Test
    void countsUsersAndWhatHasNoPlace() {
        assertThat(reader.users()).isEqualTo(6);
        assertThat(reader.droppedMembers()).isEqualTo(4);
        assertThat(reader.droppedRepeats()).isZero();
    }

    @Test
    void tellsAListThatWasNeverUsedFromAnEmptyOne() {
        assertThat(world.groups().get(1).members()).isEmpty();
        assertThat(world.groups().get(2).members()).isNull();
        assertThat(world.roles().get(1).users()).isNull();
    }

    @Test
    void readsUsersInAnyOrderAndAgain() {
        for (int round = 0; round < 2; round++) {
            assertThat(members(0)).containsExactly("g0a");
            assertThat(members(1)).isEmpty();
            assertThat(members(3)).containsExactly("g3a", "g3b", "g3a");
            assertThat(users(world.roles().getFirst().users())).containsExactly("r0a", "r0b");
            assertThat(members(3)).containsExactly("g3a", "g3b", "g3a");
            assertThat(members(0)).containsExactly("g0a");
        }
    }

    @Test
    void goesOnBehindAListThatWasNotReadToItsEnd() {
        var first = Objects.requireNonNull(world.groups().get(3).members()).iterator();
        assertThat(first.next()).isEqualTo(new UserId("g3a"));

        assertThat(members(3)).containsExactly("g3a", "g3b", "g3a");
        assertThat(users(world.roles().getFirst().users())).containsExactly("r0a", "r0b");
    }

    private List<String> members(int group) {
        return users(world.groups().get(group).members());
    }

    private static List<String> users(@Nullable Iterable<UserId> users) {
        return StreamSupport.stream(Objects.requireNonNull(users).spliterator(), false)
                .map(UserId::value)
                .toList();
    }
}
