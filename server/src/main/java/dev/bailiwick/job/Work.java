package dev.bailiwick.job;

import java.util.function.BooleanSupplier;

/** What is done for a kind of job. */
interface Work {

    /**
     * Goes on with a job where it is, step by step, to its end. What it throws leaves the job as it is after its last step, and
     * somebody tries again.
     *
     * @param isEnding whether this process ends, and the rest is for others
     */
    void goOn(Task task, BooleanSupplier isEnding);
}
