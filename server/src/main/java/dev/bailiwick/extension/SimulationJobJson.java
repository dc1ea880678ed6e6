package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.bailiwick.rbac.SimulationJob;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A simulation that is counted in the background, on the wire.
 *
 * @param users how many have been looked at so far
 * @param result absent unless the job is done
 */
record SimulationJobJson(
        String job,
        String status,
        long users,

        @JsonRawValue @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String result) {

    static SimulationJobJson of(SimulationJob job) {
        return new SimulationJobJson(
                job.id(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.users(),
                job.answer().isEmpty() ? null : job.answer());
    }
}
