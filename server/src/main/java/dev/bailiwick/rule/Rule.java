package dev.bailiwick.rule;

/**
 * A script of a tenant's administrators.
 *
 * @param name unique in the tenant; the case counts
 * @param stage when it is to run; it never changes
 * @param order those of a stage with lower ones run earlier, and no two have the same
 */
public record Rule(RuleId id, String name, String script, String stage, long order, boolean isEnabled) {

    /** When rules run that do not say otherwise: after a user has proven who it is. */
    public static final String USUAL_STAGE = "login_success";
}
