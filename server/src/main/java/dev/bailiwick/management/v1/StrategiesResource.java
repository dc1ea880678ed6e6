package dev.bailiwick.management.v1;

import dev.bailiwick.connection.strategy.Strategies;
import dev.bailiwick.connection.strategy.Strategy;
import dev.bailiwick.connection.strategy.StrategyKind;
import dev.bailiwick.web.Answer;
import dev.bailiwick.web.Route;
import java.util.List;

/** {@code /strategies}. */
final class StrategiesResource {

    /** What is told of a strategy; what the original told is not known but for the name. */
    private record StrategyJson(String name, boolean isSocial, boolean isEnterprise) {

        static StrategyJson of(Strategy strategy) {
            return new StrategyJson(
                    strategy.name(),
                    strategy.kind() == StrategyKind.SOCIAL,
                    strategy.kind() == StrategyKind.ENTERPRISE);
        }
    }

    List<Route> routes() {
        return List.of(Routes.get(
                "/strategies",
                _ -> Answer.ok(Strategies.all().stream().map(StrategyJson::of).toList())));
    }
}
