package dev.bailiwick.job;

import dev.bailiwick.json.JsonObject;
import java.util.List;

/** What a user of an import may be, as far as its own form tells. */
@FunctionalInterface
public interface ImportRules {

    /** What is wrong with one; nothing when it may be taken. */
    List<ImportFault> faults(JsonObject user);
}
