package dev.bailiwick.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.bailiwick.user.UserExport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some users, each as the text of a JSON object, so that nothing of it changes on the way.
 *
 * @param unwritten what they have beside, by kinds
 * @param next behind which number the next ones are; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserLines(
        List<String> lines,
        List<String> unwritten,
        @Nullable Long next) {

    /** How many there are at most. */
    public static final int MOST = 200;

    public UserLines {
        lines = List.copyOf(lines);
        unwritten = List.copyOf(unwritten);
    }

    /** Of a page that was asked for with {@link #MOST}. */
    public static UserLines of(UserExport.Page page) {
        var users = page.users();
        return new UserLines(
                users.stream().map(each -> each.item().toString()).toList(),
                List.copyOf(page.unwritten()),
                users.size() < MOST ? null : users.getLast().number());
    }
}
