import assert from 'node:assert/strict';
import { everything, management, refused, step } from './steps.mjs';

const api = management();
const { users } = api;
const connection = 'Username-Password-Authentication';
const password = 'Tr0ub4dor&3-for-ada';
const missing = { error: 'Not Found', message: 'The user does not exist.', errorCode: 'inexistent_user' };
const ids = (list) => list.map(({ user_id: id }) => id);
let ada;
let bob;

await step('creates with what every user has', async () => {
  ada = await users.create({
    connection,
    email: 'Ada@Example.com',
    password,
    app_metadata: { plan: 'gold', limits: { seats: 3, guests: 1 } },
    user_metadata: { colour: 'red' },
  });
  assert.match(ada.user_id, /^auth0\|[0-9a-f]{24}$/);
  assert.deepEqual(
    [ada.email, ada.email_verified, ada.name, ada.nickname],
    ['ada@example.com', false, 'ada@example.com', 'ada'],
  );
  assert.deepEqual(ada.identities, [
    { connection, user_id: ada.user_id.slice('auth0|'.length), provider: 'auth0', isSocial: false },
  ]);
  assert.ok(!JSON.stringify(ada).includes(password));
});
await step('creates one with an id of its own', async () => {
  bob = await users.create({ connection, user_id: 'bob-1', email: 'bob@example.com', password, name: 'Bob', given_name: 'Bob' });
  assert.equal(bob.user_id, 'auth0|bob-1');
});
await step('reads', async () => assert.deepEqual(await users.get(ada.user_id), ada));
await step('reads some members, and all but some', async () => {
  assert.deepEqual(await users.get(ada.user_id, { fields: 'email,name' }), { email: ada.email, name: ada.name });
  const rest = await users.get(ada.user_id, { fields: 'identities,app_metadata', include_fields: false });
  assert.ok(!('identities' in rest) && !('app_metadata' in rest) && 'email' in rest);
});
await step('updates the first level of metadata', async () => {
  const updated = await users.update(ada.user_id, {
    app_metadata: { limits: { seats: 4 }, team: 'a' },
    user_metadata: { colour: null, size: 'm' },
  });
  assert.deepEqual(updated.app_metadata, { plan: 'gold', limits: { seats: 4 }, team: 'a' });
  assert.deepEqual(updated.user_metadata, { size: 'm' });
});
await step('updates attributes and blocks', async () => {
  const updated = await users.update(ada.user_id, { name: 'Ada Lovelace', blocked: true });
  assert.deepEqual([updated.name, updated.blocked], ['Ada Lovelace', true]);
});
await step('sets a password', async () => {
  const updated = await users.update(ada.user_id, { password: 'another-Passw0rd-of-ada', connection });
  assert.equal(updated.user_id, ada.user_id);
});
await step('refuses a weak password', async () => {
  const failure = await users.create({ connection, email: 'weak@example.com', password: 'a' }).catch((e) => e);
  assert.equal(failure.statusCode, 400, failure.stack);
  assert.match(failure.body.message, /^Password(Strength|Length)?Error: /);
});
await step('refuses address and password in one change', async () => {
  const failure = await users.update(ada.user_id, { email: 'x@example.com', password, connection }).catch((e) => e);
  assert.equal(failure.statusCode, 400, failure.stack);
});
await step('refuses a second one of the same address', () =>
  refused(users.create({ connection, email: 'ADA@example.com', password }), 409, {
    error: 'Conflict',
    message: 'The user already exists.',
    errorCode: 'auth0_idp_error',
  }));
await step('refuses one without a connection', () =>
  refused(users.create({ email: 'x@example.com', password }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Missing required property: connection'.",
    errorCode: 'invalid_body',
  }));
await step('refuses members that a user does not have', async () => {
  const failure = await users.update(ada.user_id, { is_admin: true }).catch((e) => e);
  assert.equal(failure.statusCode, 400, failure.stack);
  assert.match(failure.body.message, /^Payload validation error: 'Additional properties not allowed: is_admin/);
});
await step('lists page by page', async () => {
  const all = await everything(users.list());
  assert.deepEqual(ids(all), [ada.user_id, bob.user_id]);
  assert.deepEqual(await everything(users.list({ per_page: 1 })), all);
});
await step('searches', async () => {
  const found = async (q) => ids(await everything(users.list({ q, search_engine: 'v3' })));
  assert.deepEqual(await found('email:"ada@example.com"'), [ada.user_id]);
  assert.deepEqual(await found('name:ada*'), [ada.user_id]);
  assert.deepEqual(await found('app_metadata.plan:gold AND blocked:true'), [ada.user_id]);
  assert.deepEqual(await found('NOT app_metadata.plan:gold'), [bob.user_id]);
  assert.deepEqual(await found('email.domain:example.com'), [ada.user_id, bob.user_id]);
  assert.deepEqual(await found('_exists_:given_name'), [bob.user_id]);
  assert.deepEqual(await found('identities.connection:"nobody"'), []);
});
await step('sorts', async () => {
  assert.deepEqual(ids(await everything(users.list({ sort: 'email:-1' }))), [bob.user_id, ada.user_id]);
});
await step('refuses a query that is none', async () => {
  const failure = await everything(users.list({ q: 'name:(' })).catch((e) => e);
  assert.equal(failure.statusCode, 400, failure.stack);
});
await step('finds by address', async () => {
  assert.deepEqual(ids(await users.listUsersByEmail({ email: 'bob@example.com' })), [bob.user_id]);
  assert.deepEqual(await users.listUsersByEmail({ email: 'nobody@example.com' }), []);
});
await step('links a user to another, and unlinks', async () => {
  const linked = await users.identities.link(ada.user_id, { provider: 'auth0', user_id: 'bob-1' });
  assert.deepEqual(linked.map(({ user_id: id }) => id), [ada.user_id.slice('auth0|'.length), 'bob-1']);
  assert.equal(linked[1].profileData.email, 'bob@example.com');
  await refused(users.get(bob.user_id), 404, missing);
  assert.equal((await users.get(ada.user_id)).identities.length, 2);
  const left = await users.identities.delete(ada.user_id, 'auth0', 'bob-1');
  assert.equal(left.length, 1);
  assert.equal((await users.get(bob.user_id)).email, 'bob@example.com');
});
await step('deletes, and again', async () => {
  for (const { user_id: id } of [ada, bob]) {
    await users.delete(id);
    await users.delete(id);
    await refused(users.get(id), 404, missing);
  }
  assert.deepEqual(await everything(users.list()), []);
});
