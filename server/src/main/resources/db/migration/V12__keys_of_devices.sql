-- What a device proves itself by where that is a public key; '' of all else.
ALTER TABLE device_credential ADD COLUMN public_key ${text} NOT NULL DEFAULT '';

-- A client has one key of each device of a user.
CREATE UNIQUE INDEX device_credential_by_device ON device_credential (tenant_id, user_id, client_id, device_name)
    WHERE type = 'public_key';

-- By which those who have used a client are found.
CREATE INDEX device_credential_by_client ON device_credential (tenant_id, client_id, user_id);
CREATE INDEX user_grant_by_client ON user_grant (tenant_id, client_id, user_id);
