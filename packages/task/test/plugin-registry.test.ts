import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findPlugins } from '../src/plugin-registry.ts';
import { folderWith } from './fixtures/folder.ts';

const storeClass = (ext: string) =>
  `export class S { ext = '${ext}'; save() {} append() {} load() {} scan() {} }`;

/** A project that declares packages, and the packages in its node_modules. */
function project(
  packages: Record<string, { psyrun?: unknown; code?: string; declared?: boolean }>,
) {
  const declared = Object.keys(packages).filter((name) => packages[name]!.declared !== false);
  const files: Record<string, string> = {
    'package.json': JSON.stringify({
      dependencies: Object.fromEntries(declared.map((name) => [name, '*'])),
    }),
    'psy-tasks/task_t.ts': '',
  };
  for (const [name, { psyrun, code = '' }] of Object.entries(packages)) {
    const manifest = { name, version: '1.2.3', type: 'module', psyrun };
    files[`node_modules/${name}/package.json`] = JSON.stringify(manifest);
    files[`node_modules/${name}/index.js`] = code;
  }
  return join(folderWith(files), 'psy-tasks');
}

const provides = (ext: string) => ({ contract: 1, stores: { [ext]: './index.js#S' } });
const emptyHost = () => folderWith({ 'package.json': '{}' });

test('a declared package with a fitting name is found, and imported only when asked for', async () => {
  const folder = project({
    '@lab/psyrun-store-x': { psyrun: provides('.x'), code: storeClass('.x') },
    'psyrun-store-y': { psyrun: provides('.y'), code: 'throw new Error("imported");' },
    'other-store': { psyrun: provides('.z') },
    'psyrun-undeclared': { psyrun: provides('.u'), declared: false },
    'psyrun-no-plugin': {},
  });
  const registry = findPlugins(folder, emptyHost());
  expect(registry.plugins.map(({ key, package: name, version }) => [key, name, version])).toEqual([
    ['.x', '@lab/psyrun-store-x', '1.2.3'],
    ['.y', 'psyrun-store-y', '1.2.3'],
  ]);
  expect((await registry.store('.x')).ext).toBe('.x');
  await expect(registry.store('.y')).rejects.toMatchObject({ code: 'PSYRUN_PLUGIN_INVALID' });
});

test('what the project declares beats what the host brings', async () => {
  const host = project({ '@psyrun/theirs': { psyrun: provides('.x'), code: storeClass('.host') } });
  const own = project({ '@psyrun/mine': { psyrun: provides('.x'), code: storeClass('.mine') } });
  expect((await findPlugins(own, host).store('.x')).ext).toBe('.mine');
  expect((await findPlugins(emptyHost(), host).store('.x')).ext).toBe('.host');
});

test('two packages of a project with one suffix are an error that names both', () => {
  const folder = project({
    'psyrun-a': { psyrun: provides('.x') },
    'psyrun-b': { psyrun: provides('.x') },
  });
  const find = () => findPlugins(folder, emptyHost()).find('stores', '.x');
  expect(find).toThrow(expect.objectContaining({ code: 'PSYRUN_PLUGIN_CONFLICT' }));
  expect(find).toThrow(/psyrun-a.* and by psyrun-b/);
});

describe('what is not there', () => {
  const find = (key: string) => () =>
    findPlugins(project({ 'psyrun-a': { psyrun: provides('.x') } }), emptyHost()).find(
      'stores',
      key,
    );

  test('is named with what is known, where it was searched and what to install', () => {
    expect(find('.h5')).toThrow(
      /No installed package provides the store \.h5\. Known: \.x\. Searched: .*npm install @psyrun\/store-h5/,
    );
    expect(find('.xx')).toThrow('Did you mean .x?');
    expect(find('.parquet')).toThrow('Install a package that provides it');
    expect(find('.parquet')).toThrow(expect.objectContaining({ code: 'PSYRUN_PLUGIN_NOT_FOUND' }));
  });
});

describe('a broken plug-in hurts only who needs it', () => {
  test.each<[string, unknown, string]>([
    ['of another contract', { contract: 2, stores: { '.b': './index.js#S' } }, 'contract 2'],
    [
      'with an address that is none',
      { contract: 1, stores: { '.b': 'index.js' } },
      '"index.js" as the address of .b',
    ],
  ])('%s', (_name, psyrun, message) => {
    const folder = project({ 'psyrun-a': { psyrun: provides('.x') }, 'psyrun-b': { psyrun } });
    const registry = findPlugins(folder, emptyHost());
    expect(registry.find('stores', '.x').package).toBe('psyrun-a');
    expect(registry.broken.map(({ package: name }) => name)).toEqual(['psyrun-b']);
    expect(String(registry.broken[0]!.error)).toContain(message);
  });

  test.each<[string, string, string]>([
    ['without the export that it names', 'export class T {}', 'has no export S'],
    ['without a method of the contract', 'export class S { save() {} }', 'S has no method load'],
  ])('%s', async (_name, code, message) => {
    const registry = findPlugins(
      project({ 'psyrun-b': { psyrun: provides('.b'), code } }),
      emptyHost(),
    );
    await expect(registry.store('.b')).rejects.toThrow(message);
  });
});

describe('without discovery', () => {
  afterEach(() => {
    delete process.env['PSYRUN_NO_DISCOVERY'];
  });

  test('only the host is asked', () => {
    process.env['PSYRUN_NO_DISCOVERY'] = '1';
    const folder = project({ 'psyrun-a': { psyrun: provides('.x') } });
    expect(findPlugins(folder, emptyHost()).plugins).toEqual([]);
  });
});
