package dev.bailiwick.extension;

import dev.bailiwick.extension.ExpandedGroupJson.ExpandedRole;
import dev.bailiwick.rbac.Groups;
import java.util.List;

/** A user's groups with what they give, as {@code ?expand} shows them. */
record ExpandedUserJson(List<SummaryJson> groups, List<ExpandedRole> roles) {

    static ExpandedUserJson of(Groups.OfUser expanded) {
        return new ExpandedUserJson(
                new MappedList<>(expanded.groups(), SummaryJson::of),
                ExpandedRole.all(expanded.roles(), expanded.permissions()));
    }
}
