import assert from 'node:assert/strict';
import { everything, management, refused, step, token } from './steps.mjs';

const api = management();
const { clientGrants } = api;
const audience = 'https://grants.example.com/';
const client = await api.clients.create({ name: 'Granted', app_type: 'non_interactive', grant_types: ['client_credentials'] });
const server = await api.resourceServers.create({
  name: 'Grants',
  identifier: audience,
  scopes: [{ value: 'read:things' }, { value: 'write:things' }],
});
const ofClient = { client_id: client.client_id };
const asks = () => token({ client_id: client.client_id, client_secret: client.client_secret, audience });
let grant;

await step('creates', async () => {
  grant = await clientGrants.create({ ...ofClient, audience, scope: ['read:things', 'write:things'] });
  assert.match(grant.id, /^cgr_[A-Za-z0-9]{16}$/);
  assert.deepEqual([grant.client_id, grant.audience], [client.client_id, audience]);
});
await step('is what a token has', async () => {
  assert.equal((await asks()).scope, 'read:things write:things');
});
await step('reads', async () => {
  assert.deepEqual(await clientGrants.get(grant.id), grant);
});
await step('lists by audience and by client', async () => {
  const byAudience = await everything(clientGrants.list({ audience }));
  const byClient = await everything(clientGrants.list(ofClient));
  assert.deepEqual(byAudience.map(({ id }) => id), [grant.id]);
  assert.deepEqual(byClient.map(({ id }) => id), [grant.id]);
});
await step('lists page by page', async () => {
  const all = await everything(clientGrants.list());
  const paged = await everything(clientGrants.list({ take: 1 }));
  assert.ok(all.length >= 3);
  assert.deepEqual(paged, all);
});
await step('updates', async () => {
  const updated = await clientGrants.update(grant.id, { scope: ['read:things'] });
  assert.deepEqual(updated.scope, ['read:things']);
  assert.equal((await asks()).scope, 'read:things');
});
await step('refuses a second grant of a client for an API', async () => {
  const failure = await clientGrants.create({ ...ofClient, audience, scope: [] }).catch((e) => e);
  assert.equal(failure.statusCode, 409, failure.stack);
});
await step('refuses an audience that is none', async () => {
  const failure = await clientGrants.create({ ...ofClient, audience: 'urn:nobody', scope: [] }).catch((e) => e);
  assert.ok([400, 404].includes(failure.statusCode), failure.stack);
});
await step('deletes, and again', async () => {
  await clientGrants.delete(grant.id);
  await clientGrants.delete(grant.id);
  assert.equal((await asks()).status, 403);
  const missing = { error: 'Not Found', message: 'The grant does not exist.', errorCode: 'inexistent_client_grant' };
  await refused(clientGrants.get(grant.id), 404, missing);
});
await step('goes with its API', async () => {
  const again = await clientGrants.create({ ...ofClient, audience, scope: [] });
  await api.resourceServers.delete(server.id);
  const failure = await clientGrants.get(again.id).catch((e) => e);
  assert.equal(failure.statusCode, 404, failure.stack);
  await api.clients.delete(client.client_id);
});
