-- Which clients may have tokens of Management API v1.
CREATE TABLE management_client (
    tenant_id ${text} NOT NULL,
    client_id ${text} NOT NULL,
    PRIMARY KEY (tenant_id, client_id),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
) ${keyed};

-- Its tokens. digest: SHA-256 of one, which is not kept. A client that is admitted no longer has none.
CREATE TABLE management_token (
    tenant_id  ${text} NOT NULL,
    digest     ${text} NOT NULL,
    client_id  ${text} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, digest),
    FOREIGN KEY (tenant_id, client_id) REFERENCES management_client (tenant_id, client_id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX management_token_by_end ON management_token (tenant_id, expires_at);
CREATE INDEX management_token_by_client ON management_token (tenant_id, client_id);
