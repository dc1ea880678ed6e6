import assert from 'node:assert/strict';
import { everything, management, refused, step } from './steps.mjs';

const { resourceServers } = management();
const identifier = 'https://things.example.com/v1/';
const missing = {
  error: 'Not Found',
  message: 'The resource server does not exist',
  errorCode: 'inexistent_resource_server',
};
let things;

await step('creates', async () => {
  things = await resourceServers.create({
    name: 'Things',
    identifier,
    scopes: [{ value: 'read:things', description: 'Sees them' }],
  });
  assert.match(things.id, /^[0-9a-f]{24}$/);
  assert.deepEqual([things.signing_alg, things.token_lifetime, things.allow_offline_access], ['RS256', 86400, false]);
});
await step('reads by id, and by identifier', async () => {
  assert.deepEqual(await resourceServers.get(things.id), things);
  assert.deepEqual(await resourceServers.get(identifier), things);
});
await step('updates', async () => {
  const changed = { name: 'All things', token_lifetime: 10000, scopes: [{ value: 'read:all', description: 'Sees all' }] };
  const updated = await resourceServers.update(things.id, changed);
  assert.deepEqual(updated, { ...things, ...changed });
  assert.deepEqual(await resourceServers.get(things.id), updated);
});
await step('lists, that of the Management API among them', async () => {
  const all = await everything(resourceServers.list());
  const system = all.find((server) => server.is_system);
  assert.equal(system.name, 'Auth0 Management API');
  assert.equal(system.identifier, `https://${process.env.DOMAIN}/api/v2/`);
  assert.ok(system.scopes.some(({ value }) => value === 'read:clients'));
  assert.ok(all.some(({ id }) => id === things.id));
});
await step('lists by identifier', async () => {
  const found = await everything(resourceServers.list({ identifiers: [identifier] }));
  assert.deepEqual(found.map(({ id }) => id), [things.id]);
});
await step('lists page by page', async () => {
  const all = await everything(resourceServers.list());
  assert.deepEqual(await everything(resourceServers.list({ per_page: 1 })), all);
});
await step('refuses a second one of the same identifier', () =>
  refused(resourceServers.create({ identifier }), 409, {
    error: 'Conflict',
    message: 'A resource server with the same identifier already exists.',
    errorCode: 'resource_server_conflict',
  }));
await step('refuses one without an identifier', () =>
  refused(resourceServers.create({ name: 'None' }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Missing required property: identifier'.",
    errorCode: 'invalid_body',
  }));
await step('keeps that of the Management API', async () => {
  const failure = await resourceServers.delete(`https://${process.env.DOMAIN}/api/v2/`).catch((e) => e);
  assert.ok([400, 403].includes(failure.statusCode), failure.stack);
});
await step('deletes, and again', async () => {
  await resourceServers.delete(things.id);
  await resourceServers.delete(things.id);
  await refused(resourceServers.get(things.id), 404, missing);
  await refused(resourceServers.get(identifier), 404, missing);
});
