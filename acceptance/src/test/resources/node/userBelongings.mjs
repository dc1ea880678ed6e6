import assert from 'node:assert/strict';
import { everything, management, refused, step } from './steps.mjs';

const api = management();
const { users, roles } = api;
const connection = 'Username-Password-Authentication';
const identifier = 'https://belongings.example.com/';
const missing = { error: 'Not Found', message: 'The user does not exist.', errorCode: 'inexistent_user' };
const server = await api.resourceServers.create({ name: 'Belongings', identifier, scopes: [{ value: 'read:a' }, { value: 'read:b' }] });
const permission = (name) => ({ resource_server_identifier: identifier, permission_name: name });
const role = await roles.create({ name: 'Reader', description: 'Reads' });
await roles.permissions.add(role.id, { permissions: [permission('read:a')] });
const { user_id: id } = await users.create({ connection, email: 'eve@example.com', password: 'a-Passw0rd-of-eve' });

await step('assigns roles', async () => {
  await users.roles.assign(id, { roles: [role.id] });
  await users.roles.assign(id, { roles: [role.id] });
  assert.deepEqual((await everything(users.roles.list(id))).map(({ name }) => name), ['Reader']);
  assert.deepEqual((await everything(roles.users.list(role.id))).map(({ user_id: of }) => of), [id]);
});
await step('assigns users to a role', async () => {
  const other = await users.create({ connection, email: 'fay@example.com', password: 'a-Passw0rd-of-fay' });
  await roles.users.assign(role.id, { users: [other.user_id] });
  const assigned = await everything(roles.users.list(role.id, { take: 1 }));
  assert.deepEqual(assigned.map(({ email }) => email), ['eve@example.com', 'fay@example.com']);
  await users.delete(other.user_id);
  assert.equal((await everything(roles.users.list(role.id))).length, 1);
});
await step('gives permissions, and tells where they come from', async () => {
  await users.permissions.create(id, { permissions: [permission('read:a'), permission('read:b')] });
  const listed = await everything(users.permissions.list(id));
  const sources = (name) =>
    listed.find((each) => each.permission_name === name).sources.map(({ source_type: type }) => type).sort();
  assert.deepEqual(sources('read:a'), ['DIRECT', 'ROLE']);
  assert.deepEqual(sources('read:b'), ['DIRECT']);
});
await step('takes permissions and roles', async () => {
  await users.permissions.delete(id, { permissions: [permission('read:a'), permission('read:b')] });
  await users.roles.delete(id, { roles: [role.id] });
  assert.deepEqual(await everything(users.permissions.list(id)), []);
  assert.deepEqual(await everything(users.roles.list(id)), []);
});
await step('refuses a role that is none', async () => {
  const failure = await users.roles.assign(id, { roles: ['rol_0000000000000000'] }).catch((e) => e);
  assert.ok([400, 404].includes(failure.statusCode), failure.stack);
});
await step('keeps authentication methods', async () => {
  const made = await users.authenticationMethods.create(id, { type: 'phone', name: 'Mine', phone_number: '+15551234567', preferred_authentication_method: 'sms' });
  assert.equal(made.type, 'phone');
  assert.equal((await everything(users.authenticationMethods.list(id))).length, 1);
  assert.equal((await users.authenticationMethods.get(id, made.id)).id, made.id);
  await users.authenticationMethods.delete(id, made.id);
  assert.deepEqual(await everything(users.authenticationMethods.list(id)), []);
});
await step('replaces authentication methods, renames one, and takes all away', async () => {
  const methods = users.authenticationMethods;
  const set = await methods.set(id, [
    { type: 'email', email: 'eve@example.org' },
    { type: 'totp', totp_secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
  ]);
  assert.deepEqual(set.map(({ type }) => type), ['email', 'totp']);
  assert.equal((await methods.update(id, set[0].id, { name: 'Home' })).name, 'Home');
  await users.multifactor.deleteProvider(id, 'google-authenticator');
  assert.deepEqual((await everything(methods.list(id))).map(({ type }) => type), ['email']);
  await methods.deleteAll(id);
  assert.deepEqual(await everything(methods.list(id)), []);
});
await step('takes all authenticators away', async () => {
  await users.authenticationMethods.create(id, { type: 'email', email: 'eve@example.org' });
  await users.authenticators.deleteAll(id);
  assert.deepEqual(await users.enrollments.get(id), []);
});
await step('takes a passkey away by itself alone', async () => {
  const passkey = await users.authenticationMethods.create(id, { type: 'passkey', key_id: 'a', public_key: 'b' });
  await refused(users.authenticationMethods.deleteAll(id), 403, {
    error: 'Forbidden',
    message: 'Operation not permitted when the user has registered at least 1 passkey',
  });
  await users.authenticationMethods.delete(id, passkey.id);
});
await step('ends sessions, refresh tokens and all access', async () => {
  await users.sessions.delete(id);
  await users.refreshToken.delete(id);
  await users.revokeAccess(id);
  assert.equal((await users.get(id)).user_id, id);
});
await step('forgets browsers and assessments', async () => {
  await users.multifactor.invalidateRememberBrowser(id);
  await users.riskAssessments.clear(id, { connection, assessors: ['new-device'] });
});
await step('tells what is effective', async () => {
  await users.roles.assign(id, { roles: [role.id] });
  assert.deepEqual((await everything(users.effectiveRoles.list(id))).map(({ name }) => name), ['Reader']);
  const effective = await everything(users.effectivePermissions.list(id, { resource_server_identifier: identifier }));
  assert.deepEqual(effective.map((each) => each.permission_name), ['read:a']);
  await users.roles.delete(id, { roles: [role.id] });
});
await step('tells that there are no connected accounts yet', async () => {
  assert.deepEqual(await everything(users.connectedAccounts.list(id)), []);
});
await step('tells that there are no sessions, refresh tokens, organizations and enrollments yet', async () => {
  assert.deepEqual(await everything(users.sessions.list(id)), []);
  assert.deepEqual(await everything(users.refreshToken.list(id)), []);
  assert.deepEqual(await everything(users.organizations.list(id)), []);
  assert.deepEqual(await users.enrollments.get(id), []);
});
await step('lists the log of a user', async () => {
  assert.ok(Array.isArray(await everything(users.logs.list(id))));
});
await step('regenerates a recovery code of whoever has something to recover', async () => {
  await users.authenticationMethods.create(id, { type: 'phone', phone_number: '+15551234568' });
  const { recovery_code: code } = await users.regenerateRecoveryCode(id);
  assert.match(code, /^[A-Z0-9]{24}$/);
});
await step('tells blocks, and lifts them', async () => {
  assert.deepEqual((await api.userBlocks.list(id)).blocked_for, []);
  assert.deepEqual((await api.userBlocks.listByIdentifier({ identifier: 'eve@example.com' })).blocked_for, []);
  await api.userBlocks.delete(id);
  await api.userBlocks.deleteByIdentifier({ identifier: 'eve@example.com' });
});
await step('makes tickets', async () => {
  const reset = await api.tickets.changePassword({ user_id: id });
  const verify = await api.tickets.verifyEmail({ user_id: id });
  for (const { ticket } of [reset, verify]) {
    assert.ok(ticket.startsWith(`https://${process.env.DOMAIN}/`), ticket);
    const page = await fetch(ticket);
    assert.match(page.headers.get('content-type'), /^text\/html/);
  }
});
await step('counts', async () => {
  assert.equal(typeof (await api.stats.getActiveUsersCount()), 'number');
  assert.ok(Array.isArray(await api.stats.getDaily()));
});
await step('refuses whatever is about nobody', async () => {
  await refused(users.roles.assign('auth0|nobody', { roles: [role.id] }), 404, missing);
  await refused(users.permissions.create('auth0|nobody', { permissions: [permission('read:a')] }), 404, missing);
});
await step('loses all with the user', async () => {
  await users.roles.assign(id, { roles: [role.id] });
  await users.delete(id);
  assert.deepEqual(await everything(roles.users.list(role.id)), []);
});
await roles.delete(role.id);
await api.resourceServers.delete(server.id);
