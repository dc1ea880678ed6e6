// As a suite of tests does it: a tenant for each, made by the operator, used by the SDK, and deleted. Prints what the making took.
import assert from 'node:assert/strict';
import { ManagementClient } from 'auth0';

const { OPERATOR_URL: url, OPERATOR_TOKEN: key, TENANTS: count } = process.env;
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
const operator = (method, path, body) => fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body) });

const taken = [];
for (let number = 1; number <= Number(count); number++) {
  const begun = performance.now();
  const made = await operator('POST', '/tenants', { name: `test-${number}`, port: 0 });
  const tenant = await made.json();
  taken.push(performance.now() - begun);
  assert.equal(made.status, 201, JSON.stringify(tenant));

  const auth0 = new ManagementClient({
    domain: tenant.domain,
    clientId: tenant.client_id,
    clientSecret: tenant.client_secret,
  });
  const client = await auth0.clients.create({ name: 'Shop', app_type: 'non_interactive' });
  const role = await auth0.roles.create({ name: 'editor' });
  assert.equal((await auth0.roles.get(role.id)).name, 'editor');
  const names = [];
  for await (const each of await auth0.clients.list()) names.push(each.name);
  assert.deepEqual(names.filter((name) => name === client.name), ['Shop']);

  const deleted = await operator('DELETE', `/tenants/${tenant.name}`);
  assert.equal(deleted.status, 204);
}
taken.sort((a, b) => a - b);
const at = (part) => Number(taken[Math.ceil(taken.length * part) - 1].toFixed(1));
console.log(JSON.stringify({ tenants: taken.length, median: at(0.5), p95: at(0.95), longest: at(1) }));
