-- By which other names relying parties call a client: its client_aliases, of which a client of the tenant has each alone.
CREATE TABLE client_alias (
    tenant_id ${text} NOT NULL,
    alias     ${text} NOT NULL,
    client_id ${text} NOT NULL,
    PRIMARY KEY (tenant_id, alias),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX client_alias_by_client ON client_alias (tenant_id, client_id);

-- Where several clients have one already, it is the eldest's. The others keep it until they are changed, and so do those whose is too long.
INSERT INTO client_alias (tenant_id, alias, client_id)
SELECT client.tenant_id, named.value, client.id
FROM client, ${aliases}
WHERE client.settings LIKE '%"client_aliases"%' AND LENGTH(named.value) <= 600
ORDER BY client.seq
ON CONFLICT DO NOTHING;
