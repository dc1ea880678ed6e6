-- Scripts of administrators for logins. seq: the order of creation. stage: when one is to run. position: the order in which those of a
-- stage are to.
CREATE TABLE rule (
    tenant_id  ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id         ${text} NOT NULL,
    seq        BIGINT NOT NULL,
    name       ${text} NOT NULL,
    stage      ${text} NOT NULL,
    position   BIGINT NOT NULL,
    is_enabled BOOLEAN NOT NULL,
    script     ${text} NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq),
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, stage, position)
);

-- What rules need and their scripts are not to hold. value: sealed.
CREATE TABLE rule_variable (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name      ${text} NOT NULL,
    value     ${text} NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
