package dev.bailiwick.rule;

import java.util.Optional;

/**
 * A rule that is to be made.
 *
 * @param order empty for one behind the others of the stage
 */
public record RuleDraft(String name, String script, String stage, Optional<Long> order, boolean isEnabled) {}
