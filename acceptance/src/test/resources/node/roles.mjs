import assert from 'node:assert/strict';
import { everything, management, refused, step } from './steps.mjs';

const api = management();
const { roles } = api;
const missing = { error: 'Not Found', message: 'The role does not exist.' };
const identifier = 'https://roles.example.com/';
const server = await api.resourceServers.create({
  name: 'Roles',
  identifier,
  scopes: [{ value: 'read:a', description: 'Sees a' }, { value: 'read:b', description: 'Sees b' }],
});
const permission = (name) => ({ resource_server_identifier: identifier, permission_name: name });
let editor;

await step('creates', async () => {
  editor = await roles.create({ name: 'Editor', description: 'Edits' });
  assert.match(editor.id, /^rol_[A-Za-z0-9]{16}$/);
  assert.deepEqual([editor.name, editor.description], ['Editor', 'Edits']);
});
await step('reads', async () => {
  assert.deepEqual(await roles.get(editor.id), editor);
});
await step('updates', async () => {
  const updated = await roles.update(editor.id, { description: 'Edits texts' });
  assert.deepEqual(updated, { ...editor, description: 'Edits texts' });
});
await step('lists by a part of the name', async () => {
  assert.deepEqual((await everything(roles.list({ name_filter: 'DIT' }))).map(({ id }) => id), [editor.id]);
  assert.deepEqual(await everything(roles.list({ name_filter: 'nobody' })), []);
});
await step('lists page by page', async () => {
  const viewer = await roles.create({ name: 'Viewer' });
  const all = await everything(roles.list());
  assert.deepEqual(all.map(({ name }) => name), ['Editor', 'Viewer']);
  assert.deepEqual(await everything(roles.list({ per_page: 1 })), all);
  await roles.delete(viewer.id);
});
await step('adds permissions', async () => {
  await roles.permissions.add(editor.id, { permissions: [permission('read:a'), permission('read:b')] });
  const listed = await everything(roles.permissions.list(editor.id));
  assert.deepEqual(listed.find(({ permission_name: name }) => name === 'read:a'), {
    ...permission('read:a'),
    resource_server_name: 'Roles',
    description: 'Sees a',
  });
  assert.equal(listed.length, 2);
});
await step('lists permissions page by page', async () => {
  const all = await everything(roles.permissions.list(editor.id));
  assert.deepEqual(await everything(roles.permissions.list(editor.id, { per_page: 1 })), all);
});
await step('removes permissions', async () => {
  await roles.permissions.delete(editor.id, { permissions: [permission('read:a')] });
  const left = await everything(roles.permissions.list(editor.id));
  assert.deepEqual(left.map(({ permission_name: name }) => name), ['read:b']);
});
await step('refuses a permission that is none', async () => {
  const failure = await roles.permissions.add(editor.id, { permissions: [permission('fly')] }).catch((e) => e);
  assert.ok([400, 404].includes(failure.statusCode), failure.stack);
});
await step('refuses a second one of the same name', async () => {
  const failure = await roles.create({ name: 'Editor' }).catch((e) => e);
  assert.equal(failure.statusCode, 409, failure.stack);
});
await step('refuses one without a name', () =>
  refused(roles.create({ description: 'x' }), 400, {
    error: 'Bad Request',
    message: "Payload validation error: 'Missing required property: name'.",
    errorCode: 'invalid_body',
  }));
await step('deletes once', async () => {
  await roles.delete(editor.id);
  await refused(roles.get(editor.id), 404, missing);
  await refused(roles.delete(editor.id), 404, missing);
});
await api.resourceServers.delete(server.id);
