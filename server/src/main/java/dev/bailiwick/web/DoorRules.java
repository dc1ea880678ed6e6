package dev.bailiwick.web;

import java.time.Duration;

/**
 * How the door treats whoever comes.
 *
 * @param proxies whose word about their clients counts
 * @param patience how long a client may take for the head of its request, and how long it may pause in its body
 */
public record DoorRules(TrustedProxies proxies, Duration patience) {

    /** Ten seconds, and no proxies. */
    public static final DoorRules DEFAULT = new DoorRules(TrustedProxies.NONE, Duration.ofSeconds(10));

    /** The same rules with these proxies. */
    public DoorRules with(TrustedProxies trusted) {
        return new DoorRules(trusted, patience);
    }
}
