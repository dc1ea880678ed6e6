-- Settings of a tenant that are a document each, over what a new tenant has. kind: which setting. name: which of its documents, such as a
-- prompt and a language; empty where there is one. content: JSON in Auth0's members, sealed as a whole where some of it is secret.
CREATE TABLE tenant_document (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    kind      ${text} NOT NULL,
    name      ${text} NOT NULL,
    content   ${text} NOT NULL,
    PRIMARY KEY (tenant_id, kind, name)
);
