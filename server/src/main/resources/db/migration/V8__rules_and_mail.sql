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

-- By whom mail is to be sent. settings: the members of the API's object but the credentials, as JSON. credentials: JSON, sealed.
CREATE TABLE email_provider (
    tenant_id   ${text} PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    settings    ${text} NOT NULL,
    credentials ${text} NOT NULL
);

-- What mail is to say. settings: the API's object, as JSON.
CREATE TABLE email_template (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name      ${text} NOT NULL,
    settings  ${text} NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
