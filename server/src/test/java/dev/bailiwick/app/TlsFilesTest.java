package dev.bailiwick.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operator's own key pair for HTTPS: two files or none. */
class TlsFilesTest {

    @Test
    void isNotThereUnlessSet() {
        assertThat(TlsFiles.find(new Settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_CERTIFICATE", "TLS_KEY"})
    void refusesOneFileWithoutTheOther(Setting setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsFiles.find(new Settings(Map.of(setting, "some.pem"))))
                .withMessage("BAILIWICK_TLS_CERTIFICATE and BAILIWICK_TLS_KEY go together.");
    }

    @Test
    void tellsWhichFileItCannotRead() {
        var settings = new Settings(Map.of(Setting.TLS_CERTIFICATE, "/nowhere.pem", Setting.TLS_KEY, "/nowhere.key"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsFiles.find(settings))
                .withMessage("The file cannot be read: /nowhere.pem");
    }
}
