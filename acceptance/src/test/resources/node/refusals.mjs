import assert from 'node:assert/strict';
import { management, refused, step } from './steps.mjs';

const api = management();
const { DOMAIN: domain, CLIENT_ID: clientId } = process.env;
const reader = await api.clients.create({ name: 'Reader', app_type: 'non_interactive', grant_types: ['client_credentials'] });
await api.clientGrants.create({ client_id: reader.client_id, audience: `https://${domain}/api/v2/`, scope: ['read:clients'] });
const modest = management({ clientId: reader.client_id, clientSecret: reader.client_secret });

await step('tells a wrong secret', async () => {
  const failure = await management({ clientId, clientSecret: 'wrong' }).clients.list().catch((e) => e);
  assert.equal(failure.statusCode, 401, failure.stack);
  assert.deepEqual(failure.body, { error: 'access_denied', error_description: 'Unauthorized' });
});
await step('tells a token that is none', async () => {
  const failure = await management({ token: 'nonsense' }).clients.list().catch((e) => e);
  assert.equal(failure.statusCode, 401, failure.stack);
  assert.equal(failure.body.error, 'Unauthorized');
});
await step('lets a client do what it may', async () => {
  assert.ok((await modest.clients.list()).data.length > 1);
});
await step('shows it no secret', async () => {
  const [first] = (await modest.clients.list()).data;
  assert.ok(!('client_secret' in first));
});
await step('tells a missing scope', () =>
  refused(modest.roles.list(), 403, {
    error: 'Forbidden',
    message: 'Insufficient scope, expected any of: read:roles',
    errorCode: 'insufficient_scope',
  }));
await step('tells several of which one is missing', () =>
  refused(modest.clients.update(clientId, { name: 'x' }), 403, {
    error: 'Forbidden',
    message:
      'Insufficient scope, expected any of: update:clients,update:client_keys,update:client_credentials,' +
      'update:client_token_vault_privileged_access',
    errorCode: 'insufficient_scope',
  }));
await step('says of what is not there that no scope is', () =>
  refused(api.flows.list(), 403, {
    error: 'Forbidden',
    message: 'Insufficient scope, expected any of: read:flows',
    errorCode: 'insufficient_scope',
  }));
await api.clients.delete(reader.client_id);
