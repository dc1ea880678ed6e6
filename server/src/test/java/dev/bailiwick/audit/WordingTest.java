package dev.bailiwick.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.tenantsettings.Setting;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Words for all else are asked for by every test that starts a server, when it ends. */
class WordingTest {

    @Test
    void isTheSummaryOfTheOperation() {
        assertThat(Wording.of("rotate secret", "client")).isEqualTo("Rotate a client secret");
        assertThat(Wording.of("add permissions", "tenant role")).isEqualTo("Associate permissions with a role");
        assertThat(Wording.of("change clients", "connection")).isEqualTo("Update enabled clients for a connection");
    }

    @Test
    void tellsOfEverySettingWhateverBecomesOfIt() throws IllegalAccessException {
        var settings = Stream.of(Setting.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Setting.class)
                .toList();
        assertThat(settings).isNotEmpty();
        for (var field : settings) {
            var kind = ((Setting) field.get(null)).kind();
            for (var action : List.of("create", "update", "delete")) {
                assertThat(Wording.of(action, kind)).isNotEqualTo(action + " " + kind);
            }
        }
    }
}
