package dev.bailiwick.resourceserver;

/** A resource server's id: 24 hexadecimal digits. Not its identifier, which is the audience of tokens. */
public record ResourceServerId(String value) implements Comparable<ResourceServerId> {

    @Override
    public int compareTo(ResourceServerId other) {
        return value.compareTo(other.value);
    }
}
