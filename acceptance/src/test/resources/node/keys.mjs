import assert from 'node:assert/strict';
import { management, step } from './steps.mjs';

const { signing } = management().keys;
let before;
let next;

await step('lists', async () => {
  const keys = await signing.list();
  before = keys.find((key) => key.current);
  next = keys.find((key) => key.next);
  assert.match(before.cert, /^-----BEGIN CERTIFICATE-----/);
});
await step('reads', async () => {
  assert.deepEqual(await signing.get(before.kid), before);
});
await step('rotates, and tells the one that comes next', async () => {
  const { kid } = await signing.rotate();
  assert.equal((await signing.get(before.kid)).previous, true);
  assert.equal((await signing.get(next.kid)).current, true);
  assert.equal((await signing.get(kid)).next, true);
});
await step('goes on with a token of the key before', async () => {
  await signing.list();
});
await step('revokes, and its own token with the key', async () => {
  const revoked = await signing.revoke(before.kid);
  assert.equal(revoked.kid, before.kid);
  const failure = await signing.list().catch((e) => e);
  assert.equal(failure.statusCode, 401, failure.stack);
});
await step('goes on with a token of the key now', async () => {
  await management().keys.signing.list();
});
await step('does not find a key that is none', async () => {
  const failure = await management().keys.signing.get('none').catch((e) => e);
  assert.equal(failure.statusCode, 404, failure.stack);
});
