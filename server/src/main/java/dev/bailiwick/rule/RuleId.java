package dev.bailiwick.rule;

/** A rule's id: {@code rul_} and 16 letters and digits. */
public record RuleId(String value) {}
