package dev.bailiwick.rbac;

/**
 * A simulation that is counted in the background.
 *
 * @param users how many have been looked at so far
 * @param answer JSON; empty unless the job is done
 */
public record SimulationJob(String id, State state, long users, String answer) {

    /** How far it is. */
    public enum State {
        COUNTING,
        DONE,
        FAILED
    }
}
