package dev.bailiwick.junit;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link BailiwickTenant} wherever they have a parameter of that type: one to a test, to its constructor, its {@code
 * @BeforeEach} and its method alike; or one to a class, when its {@code @BeforeAll} asks for it. The tenant is deleted with the
 * test, or the class.
 *
 * <p>The server is started when the first tenant is asked for, and stopped at the end of the run. JUnit's configuration parameter
 * {@code bailiwick.command} tells where the command {@code bailiwick} lies, unless it is on the PATH. With {@code bailiwick.ready},
 * a file with what {@code bailiwick start --ephemeral} has printed, that server is used and nothing is started.
 */
public final class BailiwickExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(BailiwickExtension.class);
    private static final String COMMAND = "bailiwick.command";
    private static final String READY = "bailiwick.ready";
    private static final Object MAKING = new Object();

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BailiwickTenant.class;
    }

    /** The tenant of the test, or of the class around it; made now if there is none. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var store = context.getStore(NAMESPACE); // which looks in those around it, too
        synchronized (MAKING) {
            var present = store.get(LentTenant.class, LentTenant.class);
            if (present != null) {
                return present.tenant();
            }
            var lent = LentTenant.of(server(context));
            store.put(LentTenant.class, lent);
            return lent.tenant();
        }
    }

    private static RunningServer server(ExtensionContext context) {
        var store = context.getRoot().getStore(NAMESPACE);
        var present = store.get(RunningServer.class, RunningServer.class);
        if (present != null) {
            return present;
        }
        var server = context.getConfigurationParameter(READY)
                .map(file -> RunningServer.thatWrote(Path.of(file)))
                .orElseGet(() -> RunningServer.start(
                        context.getConfigurationParameter(COMMAND).orElse("bailiwick")));
        store.put(RunningServer.class, server);
        return server;
    }

    /** A tenant that goes when JUnit closes the store that it lies in. */
    private record LentTenant(RunningServer server, BailiwickTenant tenant) implements AutoCloseable {

        static LentTenant of(RunningServer server) {
            return new LentTenant(server, server.makeTenant());
        }

        @Override
        public void close() {
            server.deleteTenant(tenant);
        }
    }
}
