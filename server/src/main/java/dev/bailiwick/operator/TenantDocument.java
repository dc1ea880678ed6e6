package dev.bailiwick.operator;

import dev.bailiwick.audit.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** All that decides what a tenant's users may do, as one document of the original Authorization Extension. Tenants go by their names. */
public interface TenantDocument {

    /** Puts another in its place and tells what it brought, or what it would change. */
    Object replace(String tenant, InputStream document, ImportRequest asked, Origin origin);

    /** Writes it, all of one moment. */
    void write(String tenant, OutputStream out) throws IOException;
}
