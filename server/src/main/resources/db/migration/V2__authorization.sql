-- The authorization world: rows for every membership, nesting, assignment and mapping. "has_" columns tell an absent array
-- from an empty one. A twin is '' or, for a name that another object already has, the row's own id.

CREATE TABLE user_group (
    tenant_id    ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    seq          BIGINT NOT NULL,
    id           ${text} NOT NULL,
    name         ${text} NOT NULL,
    name_key     ${text} NOT NULL,
    twin         ${text} NOT NULL,
    description  ${text} NOT NULL,
    has_members  BOOLEAN NOT NULL,
    has_nested   BOOLEAN NOT NULL,
    has_roles    BOOLEAN NOT NULL,
    has_mappings BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (tenant_id, id)
);

-- Partial, though every row is in it: else a new name would count on PostgreSQL as a new key, and wait for all who put
-- members into the group meanwhile. The same for roles.
CREATE UNIQUE INDEX user_group_name ON user_group (tenant_id, name_key, twin) WHERE name_key IS NOT NULL;

CREATE TABLE group_member (
    tenant_id ${text} NOT NULL,
    group_seq BIGINT NOT NULL,
    user_id   ${text} NOT NULL,
    position  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, group_seq),
    FOREIGN KEY (tenant_id, group_seq) REFERENCES user_group (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

-- How many members a group has is the sum of its rows, one to each part of users: a change of memberships counts in a part whose version
-- it has locked, so that changes of different users do not wait for each other.
CREATE TABLE group_size (
    tenant_id ${text} NOT NULL,
    group_seq BIGINT NOT NULL,
    part      BIGINT NOT NULL,
    members   BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, group_seq, part),
    FOREIGN KEY (tenant_id, group_seq) REFERENCES user_group (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

CREATE INDEX group_member_by_position ON group_member (tenant_id, group_seq, position, user_id);

CREATE TABLE group_nesting (
    tenant_id ${text} NOT NULL,
    group_seq BIGINT NOT NULL,
    nested_id ${text} NOT NULL,
    position  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, group_seq, nested_id),
    FOREIGN KEY (tenant_id, group_seq) REFERENCES user_group (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

CREATE INDEX group_nesting_by_nested ON group_nesting (tenant_id, nested_id, group_seq);

CREATE TABLE group_role (
    tenant_id ${text} NOT NULL,
    group_seq BIGINT NOT NULL,
    role_id   ${text} NOT NULL,
    position  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, group_seq, role_id),
    FOREIGN KEY (tenant_id, group_seq) REFERENCES user_group (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

CREATE INDEX group_role_by_role ON group_role (tenant_id, role_id, group_seq);

CREATE TABLE group_mapping (
    tenant_id       ${text} NOT NULL,
    group_seq       BIGINT NOT NULL,
    position        BIGINT NOT NULL,
    id              ${text} NOT NULL,
    group_name      ${text} NOT NULL,
    connection_name ${text} NOT NULL,
    PRIMARY KEY (tenant_id, group_seq, position),
    FOREIGN KEY (tenant_id, group_seq) REFERENCES user_group (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

CREATE TABLE role (
    tenant_id       ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    seq             BIGINT NOT NULL,
    id              ${text} NOT NULL,
    client_id       ${text} NOT NULL,
    client_type     ${text} NOT NULL,
    name            ${text} NOT NULL,
    name_key        ${text} NOT NULL,
    twin            ${text} NOT NULL,
    description     ${text} NOT NULL,
    has_users       BOOLEAN NOT NULL,
    has_permissions BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (tenant_id, id)
);

CREATE UNIQUE INDEX role_name ON role (tenant_id, client_id, name_key, twin) WHERE name_key IS NOT NULL;

CREATE TABLE role_user (
    tenant_id ${text} NOT NULL,
    role_seq  BIGINT NOT NULL,
    user_id   ${text} NOT NULL,
    position  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, role_seq),
    FOREIGN KEY (tenant_id, role_seq) REFERENCES role (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

CREATE INDEX role_user_by_position ON role_user (tenant_id, role_seq, position, user_id);

CREATE TABLE role_permission (
    tenant_id     ${text} NOT NULL,
    role_seq      BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    permission_id ${text} NOT NULL,
    PRIMARY KEY (tenant_id, role_seq, position),
    FOREIGN KEY (tenant_id, role_seq) REFERENCES role (tenant_id, seq) ON DELETE CASCADE
) ${keyed};

CREATE INDEX role_permission_by_permission ON role_permission (tenant_id, permission_id, role_seq);

CREATE TABLE permission (
    tenant_id   ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    seq         BIGINT NOT NULL,
    id          ${text} NOT NULL,
    client_id   ${text} NOT NULL,
    client_type ${text} NOT NULL,
    name        ${text} NOT NULL,
    name_key    ${text} NOT NULL,
    twin        ${text} NOT NULL,
    description ${text} NOT NULL,
    PRIMARY KEY (tenant_id, seq),
    UNIQUE (tenant_id, id),
    UNIQUE (tenant_id, client_id, name_key, twin)
);

-- The collections that have been used, in the order of their first use, as an export lists them.
CREATE TABLE authz_collection (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name      ${text} NOT NULL,
    position  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, name)
) ${keyed};

-- The switches of the extension's configuration that have been set.
CREATE TABLE authz_switch (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name      ${text} NOT NULL,
    enabled   BOOLEAN NOT NULL,
    PRIMARY KEY (tenant_id, name)
) ${keyed};

-- Part 0 is the structure, parts 1 to 1024 are users by hash. A change renews number and stamp of the parts it touches.
CREATE TABLE authz_version (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    part      BIGINT NOT NULL,
    number    BIGINT NOT NULL,
    stamp     BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, part)
) ${keyed};

-- What each change of the structure touched, kind '' for nothing; the last 10,000 are kept.
CREATE TABLE authz_change (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    number    BIGINT NOT NULL,
    stamp     BIGINT NOT NULL,
    kind      ${text} NOT NULL,
    id        ${text} NOT NULL,
    PRIMARY KEY (tenant_id, number, kind, id)
) ${keyed};

-- Simulations that are counted in the background. seen_at: when the node that counts last said so, or ended. answer: JSON.
CREATE TABLE simulation (
    tenant_id ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id        ${text} NOT NULL,
    state     ${text} NOT NULL CHECK (state IN ('counting', 'done', 'failed')),
    seen_at   BIGINT NOT NULL,
    users     BIGINT NOT NULL,
    answer    ${text} NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

-- Roles of Management API v2, over the scopes of the tenant's resource servers; they have nothing to do with the roles above.
CREATE TABLE tenant_role (
    tenant_id   ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id          ${text} NOT NULL,
    seq         BIGINT NOT NULL,
    name        ${text} NOT NULL,
    name_key    ${text} NOT NULL,
    description ${text} NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq),
    UNIQUE (tenant_id, name)
);

-- A scope that goes, alone or with its resource server, goes from the roles too.
CREATE TABLE tenant_role_scope (
    tenant_id          ${text} NOT NULL,
    role_id            ${text} NOT NULL,
    resource_server_id ${text} NOT NULL,
    scope              ${text} NOT NULL,
    PRIMARY KEY (tenant_id, role_id, resource_server_id, scope),
    FOREIGN KEY (tenant_id, role_id) REFERENCES tenant_role (tenant_id, id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, resource_server_id, scope)
        REFERENCES resource_server_scope (tenant_id, resource_server_id, value) ON DELETE CASCADE
) ${keyed};

CREATE INDEX tenant_role_scope_by_scope ON tenant_role_scope (tenant_id, resource_server_id, scope);
