package dev.bailiwick.rbac;

import java.util.List;

/** Groups or roles, as a caller names them. Those that are not there are not meant. */
public sealed interface Naming {

    /** By their ids. */
    record ByIds(List<String> ids) implements Naming {

        public ByIds {
            ids = List.copyOf(ids);
        }
    }

    /** By their names, in their case; several may have one. */
    record ByNames(List<String> names) implements Naming {

        public ByNames {
            names = List.copyOf(names);
        }
    }
}
