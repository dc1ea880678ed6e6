package dev.bailiwick.extension;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.bailiwick.rbac.Group;
import dev.bailiwick.rbac.GroupId;
import dev.bailiwick.rbac.LongGroup;
import dev.bailiwick.rbac.RoleId;
import dev.bailiwick.rbac.UserId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A group as the original stores it: a list that was never used is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupJson(
        @JsonProperty("_id") String id,
        String name,
        String description,
        @Nullable Iterable<String> members,
        @Nullable List<String> nested,
        @Nullable List<String> roles,
        @Nullable List<MappingJson> mappings) {

    static GroupJson of(Group group) {
        return new GroupJson(
                group.id().value(),
                group.name(),
                group.description(),
                each(group.members(), UserId::value),
                each(group.nested(), GroupId::value),
                each(group.roles(), RoleId::value),
                each(group.mappings(), MappingJson::of));
    }

    /** Whose members are read while they are written. */
    static GroupJson of(LongGroup group) {
        var rest = of(group.group());
        return new GroupJson(
                rest.id,
                rest.name,
                rest.description,
                MappedIterable.of(group.members(), UserId::value),
                rest.nested,
                rest.roles,
                rest.mappings);
    }

    /** As the list of all groups shows it, where members and mappings are always there. */
    GroupJson listed() {
        return new GroupJson(
                id,
                name,
                description,
                members == null ? List.of() : members,
                nested,
                roles,
                mappings == null ? List.of() : mappings);
    }

    static <T, J> @Nullable List<J> each(@Nullable List<T> values, Function<T, J> json) {
        return values == null ? null : values.stream().map(json).toList();
    }
}
