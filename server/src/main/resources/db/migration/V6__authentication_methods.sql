-- What users prove themselves by beside their passwords, and a code for when it is lost. type: Auth0's word. position: the order of
-- creation, of each user. target: what no other one of this user and type has: the phone number, the address in lower case, the id of
-- the key, or its own id where it has no such thing; '' of a recovery code, of which there is one. settings: the members of the API's object
-- that are no columns, as JSON. secret: sealed; of a recovery code its SHA-256; '' for none.
CREATE TABLE authentication_method (
    tenant_id  ${text} NOT NULL,
    user_id    ${text} NOT NULL,
    id         ${text} NOT NULL,
    position   BIGINT NOT NULL,
    type       ${text} NOT NULL,
    target     ${text} NOT NULL,
    settings   ${text} NOT NULL,
    secret     ${text} NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, id),
    UNIQUE (tenant_id, user_id, type, target),
    FOREIGN KEY (tenant_id, user_id) REFERENCES user_profile (tenant_id, user_id) ON DELETE CASCADE
) ${keyed};

-- What users did is little among what clients did.
CREATE INDEX audit_log_by_user ON audit_log (tenant_id, actor, id)
    WHERE substr(actor, length(actor) - 7) <> '@clients';
