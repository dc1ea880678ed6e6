package dev.bailiwick.rule;

/** A rule's id: {@code rul_} and 16 letters and digits. */
public record RuleId(String value) implements Comparable<RuleId> {

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }
}
