-- Work in the background. connection_id: the connection that it is about, empty for none; no foreign key, since a job outlives its
-- connection for as long as it takes to say so. settings: what was asked for, as JSON. actor, request_id: who asked. details: why it
-- failed. position: the number of the last user that was written. chunks: how many pieces of content there are. lease: the stamp
-- of the node that works on it, and leased_until when others may take it over. tries: how often it was begun since it last went on.
CREATE TABLE job (
    tenant_id     ${text} NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    id            ${text} NOT NULL,
    seq           BIGINT NOT NULL,
    type          ${text} NOT NULL CHECK (type IN ('users_import', 'users_export', 'verification_email')),
    status        ${text} NOT NULL CHECK (status IN ('pending', 'processing', 'completed', 'failed')),
    connection_id ${text} NOT NULL,
    settings      ${text} NOT NULL,
    actor         ${text} NOT NULL,
    request_id    ${text} NOT NULL,
    created_at    BIGINT NOT NULL,
    started_at    BIGINT NOT NULL,
    details       ${text} NOT NULL,
    done          BIGINT NOT NULL,
    total         BIGINT NOT NULL,
    inserted      BIGINT NOT NULL,
    updated       BIGINT NOT NULL,
    failed        BIGINT NOT NULL,
    position      BIGINT NOT NULL,
    chunks        BIGINT NOT NULL,
    lease         ${text} NOT NULL,
    leased_until  BIGINT NOT NULL,
    tries         BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, seq)
);

CREATE INDEX job_open ON job (leased_until) WHERE status IN ('pending', 'processing');
CREATE INDEX job_by_age ON job (created_at);

-- The file that is brought in, sealed, or what was written, piece by piece.
CREATE TABLE job_content (
    tenant_id ${text} NOT NULL,
    job_id    ${text} NOT NULL,
    number    BIGINT NOT NULL,
    content   ${bytes} NOT NULL,
    PRIMARY KEY (tenant_id, job_id, number),
    FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, id) ON DELETE CASCADE
);

-- Who of a file could not be brought in, and why, as JSON without secrets. number: the place in the file.
CREATE TABLE job_error (
    tenant_id ${text} NOT NULL,
    job_id    ${text} NOT NULL,
    number    BIGINT NOT NULL,
    entry     ${text} NOT NULL,
    PRIMARY KEY (tenant_id, job_id, number),
    FOREIGN KEY (tenant_id, job_id) REFERENCES job (tenant_id, id) ON DELETE CASCADE
);
