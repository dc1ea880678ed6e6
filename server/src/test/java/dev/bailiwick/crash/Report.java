package dev.bailiwick.crash;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a run.
 *
 * @param seed with which the moments of the kills are found again, as far as they hang on it
 * @param answers how many changes ended in which way
 * @param slowestReturn to the next acknowledged change, since the server was started or the database took connections again
 * @param findings of the first comparison that found anything; else nothing
 */
record Report(
        String name, long seed, int kills, Map<String, Integer> answers, Duration slowestReturn, Findings findings) {

    Report {
        answers = Map.copyOf(answers);
    }

    int acknowledged() {
        return answers.getOrDefault(Ledger.DONE, 0);
    }

    @Override
    public String toString() {
        return "%s: %d kills, %d acknowledged, %d lost, %d otherwise wrong; back within %d ms; %s; seed %d"
                .formatted(
                        name,
                        kills,
                        acknowledged(),
                        findings.lost().size(),
                        findings.wrong().size(),
                        slowestReturn.toMillis(),
                        new TreeMap<>(answers),
                        seed);
    }
}
