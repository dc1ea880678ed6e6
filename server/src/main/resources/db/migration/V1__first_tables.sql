-- Text sorts in byte order on both engines: ${text} is TEXT, with COLLATE "C" on PostgreSQL. Times are epoch milliseconds.
-- ${keyed} is WITHOUT ROWID on SQLite: the primary key is the table itself and no second tree beside it.

CREATE TABLE installation (
    name  ${text} PRIMARY KEY,
    value ${text} NOT NULL
);

CREATE TABLE certificate (
    name        ${text} PRIMARY KEY,
    hosts       ${text} NOT NULL,
    chain       ${text} NOT NULL,
    private_key ${text} NOT NULL
);

-- seq is the order of creation. A tenant that is removed stays, marked, until its rows are; what it was called is free at once.
CREATE TABLE tenant (
    id         ${text} PRIMARY KEY,
    seq        BIGINT NOT NULL,
    name       ${text} NOT NULL,
    domain     ${text} NOT NULL,
    port       BIGINT,
    is_default BOOLEAN NOT NULL,
    is_removed BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (seq)
);

-- Partial, which also keeps PostgreSQL from making the removal of a tenant wait for changes under way in it.
CREATE UNIQUE INDEX tenant_name ON tenant (name) WHERE NOT is_removed;
CREATE UNIQUE INDEX tenant_domain ON tenant (domain) WHERE NOT is_removed;
CREATE UNIQUE INDEX tenant_port ON tenant (port) WHERE NOT is_removed;
CREATE INDEX tenant_default ON tenant (is_default) WHERE is_default;
CREATE INDEX tenant_removed ON tenant (is_removed) WHERE is_removed;

-- The order of creation, per tenant and kind of object: numbers only rise and are never used again.
CREATE TABLE sequence_number (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    kind      ${text} NOT NULL,
    last      BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kind)
) ${keyed};

-- app_type, auth_method: empty when nobody said. grant_types: separated by one space. settings: the other members, as
-- JSON, those that hold secrets sealed.
CREATE TABLE client (
    tenant_id      ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id             ${text} NOT NULL,
    seq            BIGINT NOT NULL,
    name           ${text} NOT NULL,
    app_type       ${text} NOT NULL,
    grant_types    ${text} NOT NULL,
    is_global      BOOLEAN NOT NULL,
    is_first_party BOOLEAN NOT NULL,
    auth_method    ${text} NOT NULL,
    settings       ${text} NOT NULL,
    secret_digest  ${text} NOT NULL,
    secret_sealed  ${text} NOT NULL,
    created_at     BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq)
);

-- What proves a client or its requests. content, by the type: of public_key (RFC 7523, RFC 9101) the key as PEM; of x509_cert
-- (RFC 8705) the SHA-256 of the certificate; of cert_subject_dn the subject. Only keys have a kid and an alg.
CREATE TABLE client_key (
    tenant_id   ${text} NOT NULL,
    client_id   ${text} NOT NULL,
    id          ${text} NOT NULL,
    name        ${text} NOT NULL,
    type        ${text} NOT NULL,
    kid         ${text},
    alg         ${text},
    content     ${text} NOT NULL,
    is_standing BOOLEAN NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    expires_at  BIGINT,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, client_id, kid),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
);

-- Client assertions that have been used, each once, until they would have expired. jti: its SHA-256.
CREATE TABLE used_assertion (
    tenant_id  ${text} NOT NULL,
    client_id  ${text} NOT NULL,
    jti        ${text} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, client_id, jti),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX used_assertion_by_end ON used_assertion (tenant_id, expires_at);

-- settings: the members of the API's object that are no columns, and name, token_lifetime, client_policy, token_dialect and
-- signing_alg, which are lifted out of it because the server itself reads them. signing_secret: sealed; '' for none.
CREATE TABLE resource_server (
    tenant_id      ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id             ${text} NOT NULL,
    seq            BIGINT NOT NULL,
    name           ${text} NOT NULL,
    identifier     ${text} NOT NULL,
    token_lifetime BIGINT NOT NULL,
    client_policy  ${text} NOT NULL,
    token_dialect  ${text} NOT NULL,
    signing_alg    ${text} NOT NULL,
    signing_secret ${text} NOT NULL,
    is_system      BOOLEAN NOT NULL,
    has_scopes     BOOLEAN NOT NULL,
    settings       ${text} NOT NULL,
    created_at     BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, identifier),
    UNIQUE (tenant_id, seq)
);

CREATE TABLE resource_server_scope (
    tenant_id          ${text} NOT NULL,
    resource_server_id ${text} NOT NULL,
    position           BIGINT NOT NULL,
    value              ${text} NOT NULL,
    description        ${text},
    PRIMARY KEY (tenant_id, resource_server_id, value),
    FOREIGN KEY (tenant_id, resource_server_id) REFERENCES resource_server (tenant_id, id) ON DELETE CASCADE
);

-- When the last token expires that was issued under a lifetime which was shortened since, or for an API that is gone.
CREATE TABLE token_horizon (
    tenant_id  ${text} PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

-- subject_type: 'client' for tokens without a user, 'user' for those with one. scope: RFC 6749 section 3.3, values separated by one
-- space; all_scopes takes those of the resource server in their place. settings: what else was given, as JSON. One without client_id is
-- for every client that is not first-party and has none of its own.
CREATE TABLE client_grant (
    tenant_id          ${text} NOT NULL,
    id                 ${text} NOT NULL,
    seq                BIGINT NOT NULL,
    client_id          ${text},
    resource_server_id ${text} NOT NULL,
    subject_type       ${text} NOT NULL,
    scope              ${text} NOT NULL,
    all_scopes         BOOLEAN NOT NULL,
    any_organization   BOOLEAN NOT NULL,
    needs_organization BOOLEAN NOT NULL,
    settings           ${text} NOT NULL,
    created_at         BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, client_id, resource_server_id, subject_type),
    UNIQUE (tenant_id, seq),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, resource_server_id) REFERENCES resource_server (tenant_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX client_grant_default ON client_grant (tenant_id, resource_server_id, subject_type)
    WHERE client_id IS NULL;

-- options: sealed JSON. settings: the other members of the API's object. A connection that is deleted keeps its row, marked, and its
-- name until its users are gone.
CREATE TABLE connection (
    tenant_id  ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id         ${text} NOT NULL,
    seq        BIGINT NOT NULL,
    name       ${text} NOT NULL,
    strategy   ${text} NOT NULL,
    options    ${text} NOT NULL,
    settings   ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    deleted_at BIGINT,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, name),
    UNIQUE (tenant_id, seq)
);

CREATE INDEX connection_deleted ON connection (deleted_at) WHERE deleted_at IS NOT NULL;

-- For which clients a connection is enabled. seq: the order of enabling.
CREATE TABLE connection_client (
    tenant_id     ${text} NOT NULL,
    connection_id ${text} NOT NULL,
    client_id     ${text} NOT NULL,
    seq           BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, connection_id, client_id),
    FOREIGN KEY (tenant_id, connection_id) REFERENCES connection (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX connection_client_by_client ON connection_client (tenant_id, client_id, connection_id);
CREATE INDEX connection_client_in_order ON connection_client (tenant_id, connection_id, seq);

-- since: when the key came into its state. current_since: when it began to sign; null until then. accepted_until: when the last
-- token of a previous key has expired.
CREATE TABLE signing_key (
    tenant_id      ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    kid            ${text} NOT NULL,
    state          ${text} NOT NULL CHECK (state IN ('previous', 'current', 'next')),
    certificate    ${text} NOT NULL,
    private_key    ${text} NOT NULL,
    published_at   BIGINT NOT NULL,
    since          BIGINT NOT NULL,
    current_since  BIGINT,
    accepted_until BIGINT,
    PRIMARY KEY (tenant_id, kid),
    CHECK ((state = 'previous') = (accepted_until IS NOT NULL))
);

CREATE UNIQUE INDEX signing_key_current ON signing_key (tenant_id) WHERE state = 'current';
CREATE UNIQUE INDEX signing_key_next ON signing_key (tenant_id) WHERE state = 'next';

-- Keys that were revoked, for whoever lists them. No token is ever compared with these.
CREATE TABLE revoked_signing_key (
    tenant_id     ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    kid           ${text} NOT NULL,
    certificate   ${text} NOT NULL,
    current_since BIGINT,
    current_until BIGINT,
    revoked_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, kid)
);

-- Keys by which programs ask for policy decisions. digest: SHA-256. accepted_until: when a key that was rotated away ends.
CREATE TABLE api_key (
    tenant_id      ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id             ${text} NOT NULL,
    seq            BIGINT NOT NULL,
    digest         ${text} NOT NULL,
    created_at     BIGINT NOT NULL,
    accepted_until BIGINT,
    last_used_at   BIGINT,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq)
);

CREATE UNIQUE INDEX api_key_current ON api_key (tenant_id) WHERE accepted_until IS NULL;

-- One row for each change, written in the change's own transaction, and one for each token that was issued or refused, written soon
-- after. Ids sort by the time of writing. type: Auth0's code. address, user_agent, method, path: of the request, as far as it tells.
-- before, after: what the change took away and what it put there, as JSON; empty where there is none.
CREATE TABLE audit_log (
    tenant_id   ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id          ${text} NOT NULL,
    at          BIGINT NOT NULL,
    type        ${text} NOT NULL,
    actor       ${text} NOT NULL,
    request_id  ${text} NOT NULL,
    address     ${text} NOT NULL,
    user_agent  ${text} NOT NULL,
    method      ${text} NOT NULL,
    path        ${text} NOT NULL,
    action      ${text} NOT NULL,
    kind        ${text} NOT NULL,
    object_id   ${text} NOT NULL,
    description ${text} NOT NULL,
    before      ${text} NOT NULL,
    after       ${text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
) ${keyed};

-- Changes are few among tokens.
CREATE INDEX audit_log_by_type ON audit_log (tenant_id, type, id);

-- seq is the order of creation. profile: JSON as it came, without passwords. connection: the name of that by which the user first
-- came. Times are 0 for never. A deleted user leaves no row.
CREATE TABLE user_profile (
    tenant_id  ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    user_id    ${text} NOT NULL,
    seq        BIGINT NOT NULL,
    connection ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    last_login BIGINT NOT NULL,
    profile    ${text} NOT NULL,
    PRIMARY KEY (tenant_id, user_id),
    UNIQUE (tenant_id, seq)
);

CREATE INDEX user_profile_by_connection ON user_profile (tenant_id, connection, seq);
CREATE INDEX user_profile_by_last_login ON user_profile (tenant_id, last_login DESC, user_id);

-- All that users are searched by, lifted out of their profiles. path: where in the profile. value: a text that sorts as the value
-- does, cut to a length that an index takes. There is no second tree: a change takes out exactly what the profile before it gave.
CREATE TABLE user_attribute (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    path      ${text} NOT NULL,
    value     ${text} NOT NULL,
    user_seq  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, path, value, user_seq)
) ${keyed};

-- What only one user of a connection may have. type: 'email', 'username' or 'phone_number'. value: in lower case.
CREATE TABLE user_identifier (
    tenant_id  ${text} NOT NULL,
    connection ${text} NOT NULL,
    type       ${text} NOT NULL,
    value      ${text} NOT NULL,
    user_id    ${text} NOT NULL,
    PRIMARY KEY (tenant_id, connection, type, value),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX user_identifier_by_user ON user_identifier (tenant_id, user_id);

-- The identities of users beside their first. identity: the name of the provider, a bar and the id there, which is what the user_id
-- would be if it were a user of its own.
CREATE TABLE linked_identity (
    tenant_id ${text} NOT NULL,
    identity  ${text} NOT NULL,
    user_id   ${text} NOT NULL,
    PRIMARY KEY (tenant_id, identity),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX linked_identity_by_user ON linked_identity (tenant_id, user_id);

-- How many users a tenant has, in parts by hash of the id, so that changes at once rarely meet.
CREATE TABLE user_count (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    part      BIGINT NOT NULL,
    users     BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, part)
) ${keyed};

-- identity: whose it is, as in linked_identity or the user_id itself. hash: as bcrypt writes it ($2b$…), or in the form of another
-- algorithm as the import brought it (JSON).
CREATE TABLE user_password (
    tenant_id ${text} NOT NULL,
    identity  ${text} NOT NULL,
    user_id   ${text} NOT NULL,
    algorithm ${text} NOT NULL,
    hash      ${text} NOT NULL,
    set_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, identity),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX user_password_by_user ON user_password (tenant_id, user_id);

-- settings: the members that were set, as JSON in Auth0's words.
CREATE TABLE tenant_settings (
    tenant_id ${text} PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    settings  ${text} NOT NULL
);

-- What users have allowed clients to do in their name. scope: RFC 6749 section 3.3.
CREATE TABLE user_grant (
    tenant_id ${text} NOT NULL,
    id        ${text} NOT NULL,
    seq       BIGINT NOT NULL,
    user_id   ${text} NOT NULL,
    client_id ${text} NOT NULL,
    audience  ${text} NOT NULL,
    scope     ${text} NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq),
    UNIQUE (tenant_id, user_id, client_id, audience),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
);

-- What users' devices prove themselves by: their public keys and refresh tokens.
CREATE TABLE device_credential (
    tenant_id   ${text} NOT NULL,
    id          ${text} NOT NULL,
    seq         BIGINT NOT NULL,
    user_id     ${text} NOT NULL,
    client_id   ${text} NOT NULL,
    type        ${text} NOT NULL CHECK (type IN ('public_key', 'refresh_token', 'rotating_refresh_token')),
    device_id   ${text} NOT NULL,
    device_name ${text} NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq),
    FOREIGN KEY (tenant_id, client_id) REFERENCES client (tenant_id, id) ON DELETE CASCADE
);

CREATE INDEX device_credential_by_user ON device_credential (tenant_id, user_id, seq);
