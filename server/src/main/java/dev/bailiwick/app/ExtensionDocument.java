package dev.bailiwick.app;

import dev.bailiwick.audit.Origin;
import dev.bailiwick.extension.OriginalSecrets;
import dev.bailiwick.operator.ImportRequest;
import dev.bailiwick.operator.TenantDocument;
import dev.bailiwick.store.Database;
import dev.bailiwick.tenant.TenantId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A tenant's document of the Authorization Extension, as an operator asks for it. */
record ExtensionDocument(Database database, Features features) implements TenantDocument {

    @Override
    public Object replace(String tenant, InputStream document, ImportRequest asked, Origin origin) {
        var secrets = asked.secrets().map(known -> new OriginalSecrets(known.client(), known.extension()));
        var imports = features.extensionImport().ofOperator();
        return asked.isDryRun()
                ? imports.compare(id(tenant), document)
                : imports.replace(id(tenant), document, secrets, origin);
    }

    @Override
    public void write(String tenant, OutputStream out) throws IOException {
        features.extensionExport().ofOperator().write(id(tenant), out);
    }

    private TenantId id(String name) {
        return features.tenants().get(name).id();
    }
}
