package dev.bailiwick.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailiwick.secret.SecretBox.WrongKeyException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private final SecretBox box = box(1);

    @Property
    void opensWhatItSealed(@ForAll String text) {
        var sealed = box.seal("client_secret", new Secret(text));

        assertThat(box.open("client_secret", sealed).reveal()).isEqualTo(text);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        var secret = new Secret("secret");

        assertThat(box.seal("client_secret", secret)).isNotEqualTo(box.seal("client_secret", secret));
    }

    @Test
    void opensNothingForAnotherPurpose() {
        var sealed = box.seal("client_secret", new Secret("secret"));

        assertThatThrownBy(() -> box.open("signing_key", sealed)).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void opensNothingWithAnotherKey() {
        var sealed = box.seal("client_secret", new Secret("secret"));

        assertThatThrownBy(() -> box(2).open("client_secret", sealed)).isInstanceOf(WrongKeyException.class);
    }

    private static SecretBox box(int filling) {
        var key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return new SecretBox(key);
    }
}
