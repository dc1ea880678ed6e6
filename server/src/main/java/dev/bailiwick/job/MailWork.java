package dev.bailiwick.job;

import java.util.function.BooleanSupplier;

/** Sends messages, for which nobody can configure a provider yet. */
final class MailWork implements Work {

    @Override
    public void goOn(Task task, BooleanSupplier isEnding) {
        task.fail("There is not a configured email provider");
    }
}
