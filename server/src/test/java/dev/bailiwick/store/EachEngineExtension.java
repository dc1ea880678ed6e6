package dev.bailiwick.store;

import dev.bailiwick.store.TestDatabase.Engine;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link EachEngine} means: two runs of the class, each with its own source of databases. */
final class EachEngineExtension implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<Run> provideClassTemplateInvocationContexts(ExtensionContext context) {
        return Stream.of(Engine.values()).map(Run::new);
    }

    record Run(Engine engine) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return engine.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Databases(engine));
        }
    }

    /** Gives one test its database; JUnit closes what a test's store holds. */
    private record Databases(Engine engine) implements ParameterResolver {

        private static final Namespace NAMESPACE = Namespace.create(EachEngine.class);

        /** A database belongs to a test, even when the constructor asks for it. */
        @Override
        public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
            return ExtensionContextScope.TEST_METHOD;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return Set.of(Engine.class, TestDatabase.class, Database.class)
                    .contains(parameter.getParameter().getType());
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            var wanted = parameter.getParameter().getType();
            if (wanted == Engine.class) {
                return engine;
            }
            var store = context.getStore(NAMESPACE);
            var fresh = store.computeIfAbsent("fresh", _ -> engine.make(), TestDatabase.class);
            return wanted == TestDatabase.class
                    ? fresh
                    : store.computeIfAbsent("open", _ -> fresh.open(), Database.class);
        }
    }
}
