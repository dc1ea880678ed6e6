import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { everything, management, refused, step, token } from './steps.mjs';

const { clients } = management();
const missing = { error: 'Not Found', message: 'The client does not exist', errorCode: 'inexistent_client' };
let shop;
let credential;

await step('creates', async () => {
  shop = await clients.create({ name: 'Shop', app_type: 'regular_web', callbacks: ['https://shop.example.com/in'] });
  assert.match(shop.client_id, /^[A-Za-z0-9]{32}$/);
  assert.match(shop.client_secret, /^[A-Za-z0-9_-]{64}$/);
  assert.equal(shop.is_first_party, true);
  assert.equal(shop.global, false);
});
await step('reads', async () => {
  const read = await clients.get(shop.client_id);
  assert.equal(read.name, 'Shop');
  assert.equal(read.client_secret, shop.client_secret);
  assert.deepEqual(read.callbacks, shop.callbacks);
});
await step('reads some members', async () => {
  const read = await clients.get(shop.client_id, { fields: 'client_id,name', include_fields: true });
  assert.deepEqual(read, { tenant: shop.tenant, client_id: shop.client_id, name: 'Shop' });
});
await step('reads all but some members', async () => {
  const read = await clients.get(shop.client_id, { fields: 'client_secret,callbacks', include_fields: false });
  assert.equal(read.name, 'Shop');
  assert.ok(!('client_secret' in read) && !('callbacks' in read));
});
await step('updates what is named, and nothing else', async () => {
  await clients.update(shop.client_id, { description: 'Sells', callbacks: ['https://shop.example.com/new'] });
  const read = await clients.get(shop.client_id);
  assert.deepEqual([read.name, read.description, read.callbacks], ['Shop', 'Sells', ['https://shop.example.com/new']]);
});
await step('merges client_metadata', async () => {
  await clients.update(shop.client_id, { client_metadata: { a: '1', b: '2' } });
  const read = await clients.update(shop.client_id, { client_metadata: { b: null, c: '3' } });
  assert.deepEqual(read.client_metadata, { a: '1', c: '3' });
});
await step('lists with totals', async () => {
  const page = await clients.list();
  assert.equal(page.response.start, 0);
  assert.equal(page.response.limit, 50);
  assert.equal(page.response.total, page.data.length);
  assert.ok(page.data.some((client) => client.client_id === shop.client_id));
});
await step('lists page by page', async () => {
  const all = (await clients.list()).data.map((client) => client.client_id);
  const paged = (await everything(clients.list({ per_page: 1 }))).map((client) => client.client_id);
  assert.ok(all.length >= 3);
  assert.deepEqual(paged, all);
});
await step('lists a page past the end', async () => {
  assert.deepEqual((await clients.list({ page: 9, per_page: 100 })).data, []);
});
await step('lists by kind', async () => {
  const global = await everything(clients.list({ is_global: true }));
  assert.deepEqual(global.map((client) => client.name), ['All Applications']);
  const web = await everything(clients.list({ app_type: 'regular_web' }));
  assert.deepEqual(web.map((client) => client.client_id), [shop.client_id]);
});
await step('rotates the secret', async () => {
  const rotated = await clients.rotateSecret(shop.client_id);
  assert.match(rotated.client_secret, /^[A-Za-z0-9_-]{64}$/);
  assert.notEqual(rotated.client_secret, shop.client_secret);
});
await step('creates a credential', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  credential = await clients.credentials.create(shop.client_id, { credential_type: 'public_key', name: 'first', pem });
  assert.match(credential.id, /^cred_/);
  assert.equal(credential.alg, 'RS256');
});
await step('lists and reads credentials', async () => {
  const listed = await clients.credentials.list(shop.client_id);
  assert.deepEqual(listed.map(({ id }) => id), [credential.id]);
  assert.equal((await clients.credentials.get(shop.client_id, credential.id)).kid, credential.kid);
});
await step('updates a credential', async () => {
  const expiresAt = '2099-01-01T00:00:00.000Z';
  await clients.credentials.update(shop.client_id, credential.id, { expires_at: expiresAt });
  const read = await clients.credentials.get(shop.client_id, credential.id);
  assert.equal(new Date(read.expires_at).toISOString(), expiresAt);
});
await step('deletes a credential', async () => {
  await clients.credentials.delete(shop.client_id, credential.id);
  assert.deepEqual(await clients.credentials.list(shop.client_id), []);
});
await step('lists the connections of a client', async () => {
  assert.deepEqual(await everything(clients.connections.get(shop.client_id)), []);
});
await step('refuses a client without a name', () =>
  refused(clients.create({ app_type: 'spa' }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Missing required property: name'.",
    errorCode: 'invalid_body',
  }));
await step('refuses a member that is not known', () =>
  refused(clients.create({ name: 'Odd', colour: 'red' }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Additional properties not allowed: colour'.",
    errorCode: 'invalid_body',
  }));
await step('has a client that it made ask for a token', async () => {
  const worker = await clients.create({ name: 'Worker', app_type: 'non_interactive', grant_types: ['client_credentials'] });
  const asked = { client_id: worker.client_id, client_secret: worker.client_secret };
  const answer = await token({ ...asked, audience: `https://${process.env.DOMAIN}/api/v2/` });
  assert.equal(answer.status, 403);
  assert.match(answer.error_description, /^Client is not authorized to access/);
  await clients.delete(worker.client_id);
});
await step('deletes, and again', async () => {
  await clients.delete(shop.client_id);
  await clients.delete(shop.client_id);
  await refused(clients.get(shop.client_id), 404, missing);
  await refused(clients.update(shop.client_id, { name: 'x' }), 404, missing);
});
