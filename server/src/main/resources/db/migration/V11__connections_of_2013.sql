-- The ids that Management API v1 gives to connections: 24 hexadecimal digits.
ALTER TABLE connection ADD COLUMN object_id ${text} NOT NULL DEFAULT '';

-- Names the page for those who administer the server behind a connection; '' where there is none.
ALTER TABLE connection ADD COLUMN ticket ${text} NOT NULL DEFAULT '';

CREATE UNIQUE INDEX connection_by_object_id ON connection (tenant_id, object_id) WHERE object_id <> '';
CREATE UNIQUE INDEX connection_by_ticket ON connection (tenant_id, ticket) WHERE ticket <> '';

-- The options of connections of a strategy that do not say otherwise. options: sealed.
CREATE TABLE connection_template (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    strategy  ${text} NOT NULL,
    options   ${text} NOT NULL,
    PRIMARY KEY (tenant_id, strategy)
) ${keyed};
