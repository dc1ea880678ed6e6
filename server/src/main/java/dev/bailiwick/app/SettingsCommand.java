package dev.bailiwick.app;

import picocli.CommandLine.Command;

/** {@code bailiwick settings}: the page of the manual, which is made of this. */
@Command(name = "settings", description = "Prints all settings with what they mean.", mixinStandardHelpOptions = true)
final class SettingsCommand implements Runnable {

    @Override
    public void run() {
        System.out.print(page());
    }

    /** All settings as Markdown. */
    static String page() {
        var page = new StringBuilder("""
                # Configuration

                Settings come from the environment, or from a YAML file that `--config` or `BAILIWICK_CONFIG` names; the
                environment goes before the file. An unknown name is refused at the start. `./bailiwick settings` prints this page.

                | in the environment | in a file | when not set | meaning |
                |---|---|---|---|
                """);
        for (var setting : Setting.values()) {
            page.append("| `%s` | `%s` | %s | %s |\n"
                    .formatted(setting.variable(), setting.key(), setting.preset(), setting.description()));
        }
        return page.toString();
    }
}
