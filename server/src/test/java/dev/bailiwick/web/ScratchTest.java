package dev.bailiwick.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.problem.Problem;
import dev.bailiwick.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    private final Path directory;
    private final Scratch scratch;

    ScratchTest(@TempDir Path directory) {
        this.directory = directory;
        this.scratch = new Scratch(directory);
    }

    @Test
    void givesBackWhatWasWrittenAsOftenAsWanted() throws IOException {
        try (var file = scratch.open("t");
                var out = file.out()) {
            out.write("long ".getBytes(StandardCharsets.UTF_8));
            out.write('w');
            out.write("_ords_".getBytes(StandardCharsets.UTF_8), 1, 4);

            var first = file.in();
            assertThat(first.read()).isEqualTo('l');
            assertThat(file.in()).hasContent("long words");
            assertThat(first).hasContent("ong words");
            assertThat(first.read()).isEqualTo(-1);
        }
    }

    @Test
    void hasNoNameThatAnotherCouldOpenOrThatCouldStay() {
        try (var _ = scratch.open("t")) {
            assertThat(directory).isEmptyDirectory();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void hasRoomForSoManyAtOnce() {
        var files = new ArrayList<ScratchFile>();
        var refusal = catchThrowableOfType(ProblemException.class, () -> {
            while (files.size() < 100) {
                files.add(scratch.open("t" + files.size()));
            }
        });

        assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class);
        files.removeLast().close();
        files.add(scratch.open("t" + files.size()));
        files.forEach(ScratchFile::close);
    }

    @Test
    void keepsRoomForOthersAndForTheOperator() {
        var files = new ArrayList<ScratchFile>();
        files.add(scratch.open("slow"));
        files.add(scratch.open("slow"));
        var refusal = catchThrowableOfType(ProblemException.class, () -> scratch.open("slow"));

        assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class);
        while (files.size() < 16) {
            files.add(scratch.open("t" + files.size()));
        }
        for (int i = 0; i < 3; i++) {
            files.add(scratch.ofOperator().open("slow"));
        }
        files.forEach(ScratchFile::close);
        scratch.open("slow").close();
    }

    @Test
    void isUnavailableWhereThereIsNoRoom() {
        var nowhere = new Scratch(directory.resolve("nowhere"));

        for (int i = 0; i < 100; i++) {
            var refusal = catchThrowableOfType(ProblemException.class, () -> nowhere.open("t"));
            assertThat(refusal.problem()).isInstanceOf(Problem.Unavailable.class);
        }
    }
}
