package dev.bailiwick.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each {@link Holding} a small number, the same in all graphs that are compared. */
final class Holdings {

    private final Map<Holding, Integer> numbers = new HashMap<>();
    private final List<Holding> all = new ArrayList<>();

    int number(Holding holding) {
        return numbers.computeIfAbsent(holding, added -> {
            all.add(added);
            return all.size() - 1;
        });
    }

    Holding get(int number) {
        return all.get(number);
    }

    int size() {
        return all.size();
    }
}
