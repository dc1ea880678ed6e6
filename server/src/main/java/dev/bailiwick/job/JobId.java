package dev.bailiwick.job;

/** A job's id: {@code job_} and 16 letters and digits. */
public record JobId(String value) implements Comparable<JobId> {

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }
}
