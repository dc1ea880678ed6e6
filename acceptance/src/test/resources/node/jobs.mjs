import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { everything, management, step } from './steps.mjs';

const api = management();
const { jobs, users } = api;
const [{ id: connection }] = await everything(api.connections.list({ name: 'Username-Password-Authentication' }));
await api.connections.clients.update(connection, [{ client_id: process.env.CLIENT_ID, status: true }]);
const hash = '$2b$10$C8FTSoXJxJ3SYGxzM2eqFu7zGPZbcW1RnyPcTUgdaKUsVDMTUACvq';

/** A job that has come to its end. */
async function ended(id) {
  for (let i = 0; i < 100; i++) {
    const job = await jobs.get(id);
    if (['completed', 'failed'].includes(job.status)) {
      return job;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`the job ${id} does not end`);
}

/** A file of users, as the import takes it. */
const file = (list) => new File([JSON.stringify(list)], 'users.json', { type: 'application/json' });

/** What an export has written. */
async function written(location) {
  const answer = await fetch(location);
  assert.equal(answer.status, 200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
}

let first;

await step('imports users with their hashes', async () => {
  const begun = await jobs.usersImports.create({
    connection_id: connection,
    external_id: 'the first',
    users: file([
      { email: 'gil@example.com', user_id: 'gil', email_verified: true, password_hash: hash },
      { email: 'hal@example.com', user_id: 'hal', app_metadata: { plan: 'gold' } },
    ]),
  });
  first = begun.id;
  assert.match(begun.id, /^job_[A-Za-z0-9]{16}$/);
  assert.deepEqual([begun.type, begun.status, begun.external_id], ['users_import', 'pending', 'the first']);
  const { status, summary } = await ended(begun.id);
  assert.deepEqual([status, summary], ['completed', { failed: 0, updated: 0, inserted: 2, total: 2 }]);
  assert.equal((await users.get('auth0|hal')).app_metadata.plan, 'gold');
});
await step('tells of no errors where there were none', async () => {
  assert.ok(!(await jobs.errors.get(first))?.length);
});
await step('tells who could not be imported, and why', async () => {
  const { id } = await jobs.usersImports.create({
    connection_id: connection,
    users: file([{ email: 'gil@example.com', user_id: 'gil' }, { email: 'nonsense' }, { email: 'ivy@example.com' }]),
  });
  const { summary } = await ended(id);
  assert.deepEqual(summary, { failed: 2, updated: 0, inserted: 1, total: 3 });
  const errors = await jobs.errors.get(id);
  assert.deepEqual(errors.map(({ user }) => user.email).sort(), ['gil@example.com', 'nonsense']);
  assert.ok(errors.every(({ errors: [{ code, message }] }) => code && message));
});
await step('changes who is there already when asked to', async () => {
  const { id } = await jobs.usersImports.create({
    connection_id: connection,
    upsert: true,
    users: file([{ email: 'hal@example.com', user_id: 'hal', app_metadata: { plan: 'lead' } }]),
  });
  assert.deepEqual((await ended(id)).summary, { failed: 0, updated: 1, inserted: 0, total: 1 });
  assert.equal((await users.get('auth0|hal')).app_metadata.plan, 'lead');
});
await step('exports lines of JSON', async () => {
  const begun = await jobs.usersExports.create({ format: 'json', connection_id: connection });
  assert.deepEqual([begun.type, begun.status], ['users_export', 'pending']);
  const text = await written((await ended(begun.id)).location);
  const emails = text.trim().split('\n').map((line) => JSON.parse(line).email);
  assert.deepEqual(emails.sort(), ['gil@example.com', 'hal@example.com', 'ivy@example.com']);
  assert.ok(!text.includes('$2b$'));
});
await step('exports a table', async () => {
  const { id } = await jobs.usersExports.create({
    format: 'csv',
    fields: [{ name: 'email', export_as: 'Address' }, { name: 'app_metadata.plan' }],
  });
  const lines = (await written((await ended(id)).location)).trim().split(/\r?\n/);
  assert.equal(lines[0].replaceAll('"', ''), 'Address,app_metadata.plan');
  assert.equal(lines.length, 4);
});
await step('says of mail that there is no provider', async () => {
  const begun = await jobs.verificationEmail.create({ user_id: 'auth0|gil' });
  assert.equal(begun.type, 'verification_email');
  assert.equal((await ended(begun.id)).status, 'failed');
});
await step('refuses a job that is none', async () => {
  const failure = await jobs.get('job_0000000000000000').catch((e) => e);
  assert.equal(failure.statusCode, 404, failure.stack);
});
await step('refuses a connection that is none', async () => {
  const failure = await jobs.usersImports
    .create({ connection_id: 'con_0000000000000000', users: file([{ email: 'x@example.com' }]) })
    .catch((e) => e);
  assert.ok([400, 404].includes(failure.statusCode), failure.stack);
});
for (const { user_id: id } of await everything(users.list())) {
  await users.delete(id);
}
await api.connections.clients.update(connection, [{ client_id: process.env.CLIENT_ID, status: false }]);
