// Those of users: there are none before there are logins, and the rest must hold all the same.
import assert from 'node:assert/strict';
import { everything, management, step } from './steps.mjs';

const { deviceCredentials, userGrants } = management();
const user = { user_id: 'auth0|507f1f77bcf86cd799439020' };

await step('lists grants', async () => {
  assert.deepEqual(await everything(userGrants.list()), []);
  assert.deepEqual(await everything(userGrants.list({ ...user, per_page: 1 })), []);
});
await step('deletes grants that are not there', async () => {
  await userGrants.delete('507f1f77bcf86cd799439011');
  await userGrants.deleteByUserId(user);
});
await step('lists device credentials', async () => {
  assert.deepEqual(await everything(deviceCredentials.list(user)), []);
});
await step('deletes a device credential that is not there', () => deviceCredentials.delete('dcr_0000000000000001'));
await step('makes a device credential for nobody but the user', async () => {
  const draft = { device_name: 'd', type: 'public_key', value: 'AAAA', device_id: 'd' };
  const failure = await deviceCredentials.createPublicKey(draft).catch((e) => e);
  assert.equal(failure.statusCode, 403, failure.stack);
});
