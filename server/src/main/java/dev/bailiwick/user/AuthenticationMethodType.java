package dev.bailiwick.user;

import dev.bailiwick.json.JsonObject;
import dev.bailiwick.search.LowerCase;
import java.util.Arrays;
import java.util.Optional;

/** What a user can prove himself by, in Auth0's words. */
public enum AuthenticationMethodType {
    PHONE("phone"),
    EMAIL("email"),
    /** Codes that an application on a device makes from a secret and the time (RFC 6238). */
    TOTP("totp"),
    /** A security key. */
    WEBAUTHN_ROAMING("webauthn-roaming"),
    /** A key that stands in the place of the password. */
    PASSKEY("passkey"),
    /** A code that is used once, in the place of a factor that is lost. */
    RECOVERY_CODE("recovery-code");

    private final String code;

    AuthenticationMethodType(String code) {
        this.code = code;
    }

    /** As it is stored, and as Auth0 writes it. */
    public String code() {
        return code;
    }

    /** Whether it is asked for beside the password. */
    public boolean isFactor() {
        return switch (this) {
            case PHONE, EMAIL, TOTP, WEBAUTHN_ROAMING -> true;
            case PASSKEY, RECOVERY_CODE -> false;
        };
    }

    /** Whether it has to do with what is asked for beside the password. */
    public boolean isOfMultifactor() {
        return isFactor() || this == RECOVERY_CODE;
    }

    /** What no other one of the user may have; empty where that is nothing. */
    Optional<String> target(JsonObject settings) {
        return switch (this) {
            case PHONE -> settings.text("/phone_number");
            case EMAIL -> settings.text("/email").map(LowerCase::of);
            case WEBAUTHN_ROAMING, PASSKEY -> settings.text("/key_id");
            case TOTP -> Optional.empty();
            case RECOVERY_CODE -> Optional.of("");
        };
    }

    static AuthenticationMethodType ofCode(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no type of authentication methods: " + code));
    }
}
