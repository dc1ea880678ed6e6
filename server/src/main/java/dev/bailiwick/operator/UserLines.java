package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bailiwick.json.JsonObject;
import dev.bailiwick.store.Sliced.Numbered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some users, each as the text of a JSON object, so that nothing of it changes on the way.
 *
 * @param next behind which number the next ones are; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserLines(List<String> lines, @Nullable Long next) {

    /** How many there are at most. */
    public static final int MOST = 200;

    public UserLines {
        lines = List.copyOf(lines);
    }

    /** Of a page that was asked for with {@link #MOST}. */
    public static UserLines of(List<Numbered<JsonObject>> page) {
        return new UserLines(
                page.stream().map(each -> each.item().toString()).toList(),
                page.size() < MOST ? null : page.getLast().number());
    }
}
