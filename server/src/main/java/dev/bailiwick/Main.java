package dev.bailiwick;

import dev.bailiwick.app.Commands;

/** The program: {@code bailiwick COMMAND}. */
public final class Main {

    private Main() {}

    static void main(String[] arguments) {
        System.exit(Commands.run(arguments));
    }
}
