-- Which users have which tenant roles. A row goes with its user and with its role. place: the order of assignment, which is the time
-- of it, and among those of one change their order there; users or roles that share one are told apart by their ids.
CREATE TABLE tenant_role_user (
    tenant_id ${text} NOT NULL,
    user_id   ${text} NOT NULL,
    role_id   ${text} NOT NULL,
    place     BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, role_id),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, role_id) REFERENCES tenant_role (tenant_id, id) ON DELETE CASCADE
) ${keyed};

CREATE INDEX tenant_role_user_in_order ON tenant_role_user (tenant_id, role_id, place, user_id);

-- Which scopes users hold directly. A row goes with its user, and with its scope or the resource server of that.
CREATE TABLE user_scope (
    tenant_id          ${text} NOT NULL,
    user_id            ${text} NOT NULL,
    resource_server_id ${text} NOT NULL,
    scope              ${text} NOT NULL,
    PRIMARY KEY (tenant_id, user_id, resource_server_id, scope),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE,
    FOREIGN KEY (tenant_id, resource_server_id, scope)
        REFERENCES resource_server_scope (tenant_id, resource_server_id, value) ON DELETE CASCADE
) ${keyed};

CREATE INDEX user_scope_by_scope ON user_scope (tenant_id, resource_server_id, scope);
