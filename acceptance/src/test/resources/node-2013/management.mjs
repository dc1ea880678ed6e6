// Management API v1 as a version of npm auth0 asks it, which is told the domain and the client and nothing else.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { DOMAIN: domain, CLIENT_ID: clientID, CLIENT_SECRET: clientSecret, VERSION: version } = process.env;
const Auth0 = createRequire(import.meta.url)(`auth0-${version}`);
const api = new Auth0({ domain, clientID, clientSecret });
const called = new Set();
const failures = [];
let done = 0;

const askOf = (caller, method, ...args) => new Promise((resolve, reject) => {
  called.add(method);
  caller[method](...args, (failure, result) => (failure ? reject(failure) : resolve(result)));
});
const ask = (method, ...args) => askOf(api, method, ...args);
const refused = async (text, method, ...args) => {
  const failure = await ask(method, ...args).then((result) => assert.fail(`not refused: ${JSON.stringify(result)}`), (e) => e);
  // 0.5.0 makes no text of the bodies that come to these.
  const shown = version === '0.5.0' && method.startsWith('updateUser') ? '[object Object]' : text;
  assert.ok(String(failure.message).includes(shown), `${method}: ${failure.message}`);
};

/** The same API for the tenant's global client, whose secret Management API v2 tells. */
const ofGlobalClient = async () => {
  const read = async (path, options) => (await fetch(`https://${domain}${path}`, options)).json();
  const audience = `https://${domain}/api/v2/`;
  const body = { grant_type: 'client_credentials', client_id: clientID, client_secret: clientSecret, audience };
  const headers = { 'content-type': 'application/json' };
  const { access_token: token } = await read('/oauth/token', { method: 'POST', headers, body: JSON.stringify(body) });
  const [global] = await read('/api/v2/clients?is_global=true', { headers: { authorization: `Bearer ${token}` } });
  return new Auth0({ domain, clientID: global.client_id, clientSecret: global.client_secret });
};

/** Takes a step, if the version has all of its methods. */
async function step(name, methods, work) {
  if (!methods.every((method) => typeof api[method] === 'function')) {
    return;
  }
  try {
    await work();
    done++;
  } catch (failure) {
    failures.push(`${name}: ${failure.stack}`);
  }
}

const gravatar = 'https://secure.gravatar.com/avatar/5426f6b9d63ad92d60e6fe9fdf83aa21?s=480&r=pg'
  + '&d=https%3A%2F%2Fssl.gstatic.com%2Fs2%2Fprofiles%2Fimages%2Fsilhouette80.png';
const apps = `apps-${version}`;
const google = `google.${version}`;
const database = 'Username-Password-Authentication';

await step('creates a connection with all that follows from its options', ['createConnection'], async () => {
  const made = await ask('createConnection', {
    name: apps,
    strategy: 'google-apps',
    status: 0,
    options: { client_id: 'c', client_secret: 's3cret', tenant_domain: 'company.test', ext_groups: true, mine: [1] },
  });
  assert.match(made._id, /^[0-9a-f]{24}$/);
  assert.deepEqual([made.name, made.strategy, made.status, made.client_id], [apps, 'google-apps', 0, clientID]);
  assert.deepEqual(made.options.scope, [
    'https://www.googleapis.com/auth/userinfo.email',
    'https://www.googleapis.com/auth/userinfo.profile',
  ]);
  assert.deepEqual([made.options.client_secret, made.options.mine], ['s3cret', [1]]);
  assert.match(made.provisioning_ticket, /^[A-Za-z0-9]{8}$/);
  assert.equal(made.provisioning_ticket_url, `https://${domain}/p/google-apps/${made.provisioning_ticket}`);
});
await step('is told what is wrong with a connection', ['createConnection', 'updateConnection'], async () => {
  const options = { tenant_domain: 'no domain' };
  await refused('no domain is not a valid google apps domain', 'createConnection', { name: 'x', strategy: 'google-apps', options });
  await refused('already exists', 'createConnection', { name: apps, strategy: 'windowslive' });
  await refused('does not exist', 'createConnection', { name: 'x', strategy: 'pigeon' });
  await refused('name', 'createConnection', { strategy: 'windowslive' });
  await refused('connection not found', 'updateConnection', { name: 'nobody', status: 1 });
  await refused('Not Found', 'updateConnection', { name: '', status: 1 });
  await refused('cannot be changed', 'updateConnection', { name: apps, strategy: 'windowslive' });
});
await step('uses a template', ['updateTemplate', 'getTemplate', 'deleteTemplate', 'createConnection'], async () => {
  await ask('updateTemplate', 'google-oauth2', { client_id: 'shared', client_secret: 'shared-s3cret' });
  assert.deepEqual(await ask('getTemplate', 'google-oauth2'), { client_id: 'shared', client_secret: 'shared-s3cret' });
  const made = await ask('createConnection', { name: google, strategy: 'google-oauth2', options: { email: true } });
  assert.deepEqual(made.options, {
    email: true,
    client_id: 'shared',
    client_secret: 'shared-s3cret',
    scope: ['https://www.googleapis.com/auth/userinfo.email'],
  });
  assert.equal(made.status, 1);
  await ask('deleteTemplate', 'google-oauth2');
  assert.deepEqual(await ask('getTemplate', 'google-oauth2'), {});
  await refused('not found', 'getTemplate', 'pigeon');
  await refused('not found', 'updateTemplate', 'pigeon', {});
  await refused('not found', 'deleteTemplate', 'pigeon');
});
await step('reads one', ['getConnection'], async () => {
  const read = await ask('getConnection', google);
  assert.deepEqual([read.name, read.strategy], [google, 'google-oauth2']);
  assert.equal((await ask('getConnection', read._id)).name, google);
  assert.equal(await ask('getConnection', 'nobody'), null);
});
await step('changes one by sending it whole', ['getConnection', 'updateConnection'], async () => {
  const read = { ...(await ask('getConnection', google)) };
  const changed = await ask('updateConnection', { ...read, status: 0, options: { ...read.options, email: false, tasks: true } });
  assert.deepEqual([changed._id, changed.status], [read._id, 0]);
  assert.deepEqual(changed.options.scope, ['https://www.googleapis.com/auth/tasks']);
  assert.equal((await ask('updateConnection', { ...changed, status: 1 })).status, 1);
});
await step('lists them', ['getConnections', 'getSocialConnections', 'getEnterpriseConnections'], async () => {
  const names = async (method) => (await ask(method)).map(({ name }) => name).filter((name) => name.endsWith(version) || name === database);
  assert.deepEqual(await names('getConnections'), [apps, google, database]);
  assert.deepEqual(await names('getSocialConnections'), [google]);
  assert.deepEqual(await names('getEnterpriseConnections'), [apps]);
});
await step('lists strategies', ['getStrategies'], async () => {
  const names = (await ask('getStrategies')).map(({ name }) => name);
  for (const name of ['adfs', 'google-apps', 'google-oauth2', 'office365', 'windowslive']) {
    assert.ok(names.includes(name), name);
  }
});
await step('creates users', ['createUser', 'getUser'], async () => {
  const user = { email: 'john@fabrikam.com', password: 'Correct-horse-9', connection: database, email_verified: true, colour: 'red' };
  const made = await ask('createUser', user);
  assert.deepEqual([made.email, made.colour, made.identities[0].connection], ['john@fabrikam.com', 'red', database]);
  assert.equal(made.picture, gravatar);
  assert.equal((await ask('getUser', made.user_id)).email, 'john@fabrikam.com');
  await refused('already exists', 'createUser', user);
  await refused('email', 'createUser', { ...user, email: 'no address' });
  await refused('not found', 'getUser', 'auth0|nobody');
});
await step('lists users page by page, by links that need no token', ['createUser', 'getUsers'], async () => {
  for (const name of ['ann', 'bob']) {
    await ask('createUser', { email: `${name}@fabrikam.com`, password: 'Correct-horse-9', connection: database });
  }
  const first = await ask('getUsers', { perPage: 2 });
  assert.equal(first.length, 2);
  const second = await ask('getUsers', { page: first.nextPageLink });
  assert.equal(second.length, 1);
  assert.deepEqual((await ask('getUsers', { connection: database, search: 'ann' })).map(({ email }) => email), ['ann@fabrikam.com']);
  await refused('not found', 'getUsers', { connection: 'nobody' });
});
await step('lists users by kinds of connections', ['getUsers', 'getSocialUsers', 'getEnterpriseUsers'], async () => {
  assert.ok(Array.isArray(await ask('getUsers')));
  assert.deepEqual(await ask('getUsers', { connection: google }), []);
  assert.deepEqual(await ask('getSocialUsers', { search: 'john' }), []);
  assert.deepEqual(await ask('getEnterpriseUsers', { search: 'john' }), []);
});
await step('searches users', ['getUserBySearch'], async () => {
  assert.deepEqual((await ask('getUserBySearch', 'john')).map(({ email }) => email), ['john@fabrikam.com']);
});
await step('changes users', ['updateUserEmail', 'updateUserPassword', 'updateUserMetadata', 'getUsers'], async () => {
  const [{ user_id: id }] = await ask('getUsers', { search: 'ann' });
  await ask('updateUserMetadata', id, { size: 'L' });
  await ask('updateUserEmail', id, 'annie@fabrikam.com', true);
  await ask('updateUserEmail', id, 'anna@fabrikam.com', false);
  await ask('updateUserPassword', id, 'Correct-horse-10', false);
  const changed = await ask('getUser', id);
  assert.deepEqual([changed.email, changed.size], ['anna@fabrikam.com', 'L']);
  await refused('email', 'updateUserEmail', id, 'no address', false);
  await refused('password', 'updateUserPassword', id, '1', false);
  await refused('password was not changed', 'updateUserPassword', id, 'Correct-horse-11', true);
  await refused('not found', 'updateUserMetadata', 'auth0|nobody', {});
});
await step('merges metadata', ['getUserMetadata', 'patchUserMetadata', 'getUsers'], async () => {
  const [{ user_id: id }] = await ask('getUsers', { search: 'anna' });
  await ask('patchUserMetadata', id, { hat: 'yes' });
  assert.deepEqual(await ask('getUserMetadata', id), { size: 'L', hat: 'yes' });
  await refused('not found', 'getUserMetadata', 'auth0|nobody');
});
await step('deletes users', ['deleteUser', 'getUsers'], async () => {
  for (const { user_id: id } of await ask('getUsers')) {
    await ask('deleteUser', id);
  }
  assert.deepEqual(await ask('getUsers'), []);
  await refused('not found', 'deleteUser', 'auth0|nobody');
});
await step('asks for the clients of a user, as the global client alone may', ['getClientsByUserId'], async () => {
  const global = await ofGlobalClient();
  assert.deepEqual(await askOf(global, 'getClientsByUserId', 'auth0|nobody'), []); // users leave traces when they log in
  await refused('Client is not global', 'getClientsByUserId', 'auth0|nobody');
});
await step('turns the pages of the log by links', ['getLogs'], async () => {
  const first = await ask('getLogs', { perPage: 2 });
  const second = await ask('getLogs', { page: first.nextPageLink });
  assert.deepEqual([first.start, second.start, second.length], [0, 2, 2]);
});
await step('deletes connections', ['deleteConnection', 'getConnection'], async () => {
  const { _id: id } = await ask('getConnection', google);
  assert.deepEqual(await ask('deleteConnection', google), { removed: id });
  assert.equal(await ask('deleteConnection', google), null);
  await ask('deleteConnection', apps);
});

// Those that it has, but for impersonation, which is a login.
const wanted = Object.keys(Object.getPrototypeOf(api))
  .filter((name) => /Connection|User|Template|Strateg/.test(name) && !/^impersonate/.test(name));
const left = wanted.filter((name) => !called.has(name));
if (left.length) {
  failures.push(`not called: ${left}`);
}
failures.forEach((failure) => console.error(failure));
console.log(`${version}: ${done} of ${done + failures.length} steps, ${wanted.length} methods`);
process.exit(failures.length ? 1 : 0); // 0.1.16 waits for minutes otherwise
