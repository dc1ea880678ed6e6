// A tenant for one test, with nothing but Node.js 20 or newer. From the project's directory: node docs/tenant-per-test.mjs
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:https';
import { createInterface } from 'node:readline';

// The server prints one line when it is ready. Its log goes to standard error, its data go with it.
const command = process.argv[2] ?? './bailiwick';
const server = spawn(command, ['start', '--ephemeral'], { stdio: ['ignore', 'pipe', 'inherit'] });
const firstLine = createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
const ready = JSON.parse((await firstLine).value);

// Tenants are made and deleted by the operator, over plain HTTP on this machine.
const operator = (method, path, body) =>
  fetch(ready.operator_url + path, {
    method,
    headers: { Authorization: `Bearer ${ready.operator_token}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });

// A tenant has an HTTPS port of its own. fetch takes no certificate authority, node:https does.
const token = (tenant) =>
  new Promise((resolve, reject) => {
    const options = { method: 'POST', ca: ready.ca_pem, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
    request(`${tenant.issuer}oauth/token`, options, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve(JSON.parse(text));
    })
      .on('error', reject)
      .end(
        String(
          new URLSearchParams({
            grant_type: 'client_credentials',
            client_id: tenant.client_id,
            client_secret: tenant.client_secret,
            audience: `${tenant.issuer}api/v2/`,
          }),
        ),
      );
  });

try {
  const begun = performance.now();
  const made = await operator('POST', '/tenants', { name: 'first-test', port: 0 });
  assert.equal(made.status, 201);
  const tenant = await made.json();
  console.log(`${tenant.name} at ${tenant.domain}, made in ${Math.round(performance.now() - begun)} ms`);

  const { access_token: accessToken } = await token(tenant);
  assert.equal(JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url')).iss, tenant.issuer);
  console.log('a token of its own');

  const deleted = await operator('DELETE', `/tenants/${tenant.name}`);
  assert.equal(deleted.status, 204);
  console.log('deleted');
} finally {
  server.kill();
  await once(server, 'exit');
}
