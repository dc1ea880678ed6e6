package dev.bailiwick.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;

/** A command that was run in this process, and what it left behind. */
record CommandLineRun(int status, String out, String err) {

    static CommandLineRun of(Settings settings, String... arguments) {
        var environment = new HashMap<String, String>();
        settings.values().forEach((setting, value) -> environment.put(setting.variable(), value));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var ownOut = System.out;
        var ownErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int status = Commands.run(environment, arguments);
            return new CommandLineRun(
                    status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(ownOut);
            System.setErr(ownErr);
        }
    }
}
