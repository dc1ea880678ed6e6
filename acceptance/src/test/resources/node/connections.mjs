import assert from 'node:assert/strict';
import { everything, management, refused, step } from './steps.mjs';

const api = management();
const { connections } = api;
const missing = { error: 'Not Found', message: 'The connection does not exist', errorCode: 'inexistent_connection' };
const client = await api.clients.create({ name: 'Of connections' });
let staff;

await step('creates', async () => {
  staff = await connections.create({ name: 'staff-db', strategy: 'auth0', display_name: 'Staff' });
  assert.match(staff.id, /^con_[A-Za-z0-9]{16}$/);
  assert.deepEqual([staff.enabled_clients, staff.realms], [[], ['staff-db']]);
});
await step('reads', async () => {
  const read = await connections.get(staff.id);
  assert.deepEqual([read.name, read.strategy, read.display_name], ['staff-db', 'auth0', 'Staff']);
});
await step('reads some members', async () => {
  assert.deepEqual(await connections.get(staff.id, { fields: 'name' }), {
    id: staff.id,
    name: 'staff-db',
    is_domain_connection: false,
    authentication: { active: true },
    connected_accounts: { active: false },
  });
});
await step('replaces options as a whole', async () => {
  await connections.update(staff.id, { options: { brute_force_protection: false, disable_signup: true } });
  const { options } = await connections.update(staff.id, { options: { disable_signup: false } });
  assert.equal(options.disable_signup, false);
  assert.ok(!('brute_force_protection' in options) || options.brute_force_protection);
});
await step('lists by strategy and by name', async () => {
  const named = await everything(connections.list({ name: 'staff-db' }));
  const databases = await everything(connections.list({ strategy: ['auth0'] }));
  assert.deepEqual(named.map(({ id }) => id), [staff.id]);
  assert.ok(databases.some(({ name }) => name === 'Username-Password-Authentication'));
  assert.deepEqual(await everything(connections.list({ strategy: ['samlp', 'ad'] })), []);
});
await step('lists page by page', async () => {
  const all = (await everything(connections.list())).map(({ id }) => id);
  const paged = (await everything(connections.list({ take: 1 }))).map(({ id }) => id);
  assert.ok(all.length >= 2);
  assert.deepEqual(paged, all);
});
await step('enables a client, and disables it', async () => {
  await connections.clients.update(staff.id, [{ client_id: client.client_id, status: true }]);
  assert.deepEqual(await everything(connections.clients.get(staff.id)), [{ client_id: client.client_id }]);
  const ofClient = await everything(api.clients.connections.get(client.client_id));
  assert.deepEqual(ofClient.map(({ id }) => id), [staff.id]);
  await connections.clients.update(staff.id, [{ client_id: client.client_id, status: false }]);
  assert.deepEqual(await everything(connections.clients.get(staff.id)), []);
});
await step('tells the status, which only what is reached over a network can have', () =>
  refused(connections.checkStatus(staff.id), 404, { error: 'Not Found', message: 'not connected to any node' }));
await step('refuses a second one of the same name', async () => {
  const failure = await connections.create({ name: 'staff-db', strategy: 'auth0' }).catch((e) => e);
  assert.equal(failure.statusCode, 409, failure.stack);
});
await step('refuses a strategy that is none', async () => {
  const failure = await connections.create({ name: 'odd', strategy: 'pigeon' }).catch((e) => e);
  assert.equal(failure.statusCode, 400, failure.stack);
  assert.match(failure.body.message, /^Payload validation error: .* on property strategy/);
});
await step('refuses one without a strategy', () =>
  refused(connections.create({ name: 'odd' }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Missing required property: strategy'.",
    errorCode: 'invalid_body',
  }));
await step('deletes, and again', async () => {
  await connections.delete(staff.id);
  await connections.delete(staff.id);
  await refused(connections.get(staff.id), 404, missing);
});
await api.clients.delete(client.client_id);
