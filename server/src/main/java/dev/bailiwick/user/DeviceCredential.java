package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;

/**
 * What a user's device proves itself by.
 *
 * @param type {@code public_key}, {@code refresh_token} or {@code rotating_refresh_token}
 * @param publicKey empty but for a key
 */
public record DeviceCredential(
        String id, String deviceName, String deviceId, String type, String userId, ClientId client, String publicKey) {

    static final String PUBLIC_KEY = "public_key";

    /** Which of them are meant; an empty text means any. */
    public record Filter(String userId, String client, String type) {}

    DeviceCredential with(String key) {
        return new DeviceCredential(id, deviceName, deviceId, type, userId, client, key);
    }

    boolean isKeyOf(ClientId holder, String device) {
        return isKey() && client.equals(holder) && deviceName.equals(device);
    }

    /** Whether it is a public key, and no refresh token. */
    public boolean isKey() {
        return type.equals(PUBLIC_KEY);
    }
}
