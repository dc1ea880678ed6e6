// What the scripts of this directory share: the SDK, told where the server is by its own options alone, and a count of steps.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { ManagementClient } from 'auth0';

const { DOMAIN: domain, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret } = process.env;

/** A client of the Management API, that of the first client if nothing else is said. */
export function management(credentials = { clientId, clientSecret }) {
  return new ManagementClient({ domain, ...credentials });
}

/** A token, by no SDK. */
export async function token(form) {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
  const answer = await fetch(`https://${domain}/oauth/token`, { method: 'POST', body });
  return { status: answer.status, ...(await answer.json()) };
}

let done = 0;
const failures = [];

/** Takes a step; the next ones are taken whatever becomes of it. */
export async function step(name, work) {
  try {
    await work();
    done++;
  } catch (failure) {
    failures.push(`${name}: ${failure.stack}`);
  }
}

/** Whether a call is refused with this status and this body, whose statusCode follows from the status. */
export async function refused(call, status, body) {
  const failure = await call.then(() => assert.fail('it was not refused'), (e) => e);
  assert.equal(failure.statusCode, status, failure.stack);
  assert.deepEqual(failure.body, { statusCode: status, ...body });
}

/** All that a list has, page by page. */
export async function everything(list) {
  const items = [];
  for await (const item of await list) {
    items.push(item);
  }
  return items;
}

process.on('exit', () => {
  failures.forEach((failure) => console.error(failure));
  console.log(`${basename(process.argv[1], '.mjs')}: ${done} of ${done + failures.length} steps`);
  process.exitCode ||= failures.length ? 1 : 0;
});
