import assert from 'node:assert/strict';
import { everything, management, step } from './steps.mjs';

const api = management();
const role = await api.roles.create({ name: 'Logged' });
await api.roles.delete(role.id);

/** Events are written when they have happened, not before the answer. */
async function eventually(found) {
  for (let tries = 0; tries < 100; tries++) {
    const value = await found();
    if (value) {
      return value;
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
  return assert.fail('it did not come');
}

await step('lists the newest first', async () => {
  const { data } = await api.logs.list({ sort: 'date:-1', per_page: 10 });
  assert.ok(data.length > 1);
  const ids = data.map(({ log_id: id }) => id); // in the order of writing; some events are written a little later
  assert.deepEqual(ids, ids.toSorted().reverse());
});
await step('tells changes by the Management API, and tokens', async () => {
  const type = (wanted) => async () => (await everything(api.logs.list())).find(({ type }) => type === wanted);
  const change = await eventually(type('sapi'));
  const issued = await eventually(type('seccft'));
  assert.equal(issued.client_id, process.env.CLIENT_ID);
  assert.equal(change.log_id, change._id);
});
await step('reads one', async () => {
  const [newest] = (await api.logs.list({ per_page: 1 })).data;
  assert.deepEqual(await api.logs.get(newest.log_id), newest);
});
await step('lists page by page', async () => {
  const { data } = await api.logs.list({ sort: 'date:1', per_page: 4 });
  const pages = await Promise.all([0, 1].map((page) => api.logs.list({ sort: 'date:1', page, per_page: 2 })));
  assert.deepEqual(pages.flatMap((page) => page.data), data);
});
await step('does not find one that is none', async () => {
  const failure = await api.logs.get('0'.repeat(56)).catch((e) => e);
  assert.equal(failure.statusCode, 404, failure.stack);
});
