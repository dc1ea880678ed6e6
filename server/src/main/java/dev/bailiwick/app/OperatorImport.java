package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.extension.ExtensionImport;
import dev.bailiwick.extension.OriginalSecrets;
import dev.bailiwick.operator.ImportRequest;
import dev.bailiwick.operator.OperatorApi;
import dev.bailiwick.tenant.TenantId;
import java.io.InputStream;

/** The import of the Authorization Extension, as an operator asks for it. */
record OperatorImport(ExtensionImport imports) implements OperatorApi.Importer {

    @Override
    public Object replace(TenantId tenant, InputStream document, ImportRequest asked, Origin origin) {
        var secrets = asked.secrets().map(known -> new OriginalSecrets(known.client(), known.extension()));
        return asked.isDryRun()
                ? imports.compare(tenant, document)
                : imports.replace(tenant, document, secrets, origin);
    }
}
