import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LoopbackRegistry } from '../src/loopback-registry.ts';

let registry: LoopbackRegistry;
beforeAll(async () => {
  registry = await LoopbackRegistry.open();
});
afterAll(() => registry.close());

const get = (path: string) => fetch(registry.url + path, { redirect: 'manual' });

test("psyrun's own names are never looked up in another registry", async () => {
  for (const name of ['psyrun', '@psyrun%2fcore', 'psyrun-store-words']) {
    expect((await get(name)).status).toBe(404);
  }
});

test("other names are redirected to the registry of npm's configuration", async () => {
  const { status, headers } = await get('commander');
  expect(status).toBe(302);
  expect(headers.get('location')).toMatch(/^https?:\/\/.+\/commander$/);
});

test('a version cannot be published twice', async () => {
  const publish = () =>
    fetch(`${registry.url}psyrun-x`, {
      method: 'PUT',
      body: JSON.stringify({
        versions: { '1.0.0': { name: 'psyrun-x', version: '1.0.0' } },
        _attachments: { 'x.tgz': { data: Buffer.from('content').toString('base64') } },
      }),
    });
  expect((await publish()).status).toBe(201);
  expect((await publish()).status).toBe(500);
  const packument = (await (await get('psyrun-x')).json()) as Packument;
  const tarball = await fetch(packument.versions['1.0.0'].dist.tarball);
  expect(await tarball.text()).toBe('content');
});

interface Packument {
  readonly versions: { readonly '1.0.0': { readonly dist: { readonly tarball: string } } };
}
