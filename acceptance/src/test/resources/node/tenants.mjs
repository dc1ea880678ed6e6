import assert from 'node:assert/strict';
import { management, refused, step } from './steps.mjs';

const { settings } = management().tenants;

await step('reads', async () => {
  const read = await settings.get();
  assert.ok(Array.isArray(read.enabled_locales));
  assert.equal(typeof read.flags, 'object');
});
await step('updates what is named, and nothing else', async () => {
  const before = await settings.get();
  const changed = { friendly_name: 'Acme', support_email: 'help@acme.example.com' };
  await settings.update(changed);
  assert.deepEqual(await settings.get(), { ...before, ...changed });
});
await step('reads some members', async () => {
  assert.deepEqual(await settings.get({ fields: 'friendly_name', include_fields: true }), { friendly_name: 'Acme' });
});
await step('reads all but some members', async () => {
  const read = await settings.get({ fields: 'friendly_name', include_fields: false });
  assert.equal(read.support_email, 'help@acme.example.com');
  assert.ok(!('friendly_name' in read));
});
await step('refuses a member that is not known', () =>
  refused(settings.update({ colour: 'red' }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Additional properties not allowed: colour'.",
    errorCode: 'invalid_body',
  }));
