package dev.bailiwick.job;

import dev.bailiwick.mail.EmailProviders;
import dev.bailiwick.tenant.TenantId;
import java.util.function.BooleanSupplier;

/** Is to send messages, and sends none yet: what they would lead to comes with logins. It says so where a provider is configured. */
final class MailWork implements Work {

    private final EmailProviders providers;

    MailWork(EmailProviders providers) {
        this.providers = providers;
    }

    @Override
    public void goOn(Task task, BooleanSupplier isEnding) {
        task.fail(hindrance(task.tenant()));
    }

    /** Why nothing is sent for the tenant. */
    String hindrance(TenantId tenant) {
        return providers.isThere(tenant) ? "No mail is sent yet" : "There is not a configured email provider";
    }
}
