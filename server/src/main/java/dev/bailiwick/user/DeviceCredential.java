package dev.bailiwick.user;

import dev.bailiwick.client.ClientId;

/**
 * What a user's device proves itself by.
 *
 * @param type {@code public_key}, {@code refresh_token} or {@code rotating_refresh_token}
 */
public record DeviceCredential(
        String id, String deviceName, String deviceId, String type, String userId, ClientId client) {

    /** Which of them are meant; an empty text means any. */
    public record Filter(String userId, String client, String type) {}
}
