-- What belongs to an account beside its profile.

-- Passwords that an account had before, as many of them as its connection asks for. position: their order; the last one is the newest.
CREATE TABLE user_password_history (
    tenant_id ${text} NOT NULL,
    identity  ${text} NOT NULL,
    position  BIGINT NOT NULL,
    algorithm ${text} NOT NULL,
    hash      ${text} NOT NULL,
    set_at    BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, identity, position),
    FOREIGN KEY (tenant_id, identity) REFERENCES user_password (tenant_id, identity) ON DELETE CASCADE
) ${keyed};

-- What somebody who got a link by post may do once. digest: SHA-256 of the random part of the link. identity: the account, as in
-- user_password. settings: what else was asked for, as JSON.
CREATE TABLE user_ticket (
    tenant_id  ${text} NOT NULL,
    digest     ${text} NOT NULL,
    kind       ${text} NOT NULL CHECK (kind IN ('password_change', 'email_verification')),
    user_id    ${text} NOT NULL,
    identity   ${text} NOT NULL,
    email      ${text} NOT NULL,
    settings   ${text} NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, digest),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE
);

CREATE INDEX user_ticket_by_user ON user_ticket (tenant_id, user_id);
CREATE INDEX user_ticket_by_end ON user_ticket (tenant_id, expires_at);

-- From where nobody may try to log in to an account any more. identifier: in lower case. address: empty for wherever. connection: its name.
CREATE TABLE login_block (
    tenant_id  ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    identifier ${text} NOT NULL,
    connection ${text} NOT NULL,
    address    ${text} NOT NULL,
    blocked_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, identifier, connection, address)
) ${keyed};
