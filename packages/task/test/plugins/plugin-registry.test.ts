import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findPlugins } from '../../src/plugins/find-plugins.ts';
import { folderWith } from '../fixtures/folder.ts';

const storeClass = (ext: string) =>
  `export class S { ext = '${ext}'; save() {} append() {} load() {} scan() {} }`;
const fromPackage = async (store: Promise<object>) => ((await store) as { from: string }).from;

/** Creates a project with dependencies and with packages in node_modules. */
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

test('finds a dependency with a matching name and imports it only when needed', async () => {
  const folder = project({
    '@lab/psyrun-store-x': { psyrun: provides('.x'), code: storeClass('.x') },
    'psyrun-store-y': { psyrun: provides('.y'), code: 'throw new Error("imported");' },
    'other-store': { psyrun: provides('.z') },
    '@lab/other-store': { psyrun: provides('.l') },
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

test.each(['devDependencies', 'optionalDependencies', 'peerDependencies'])(
  'a plug-in may be declared in %s',
  (field) => {
    const folder = folderWith({
      'package.json': JSON.stringify({ [field]: { 'psyrun-x': '*' } }),
      'node_modules/psyrun-x/package.json': JSON.stringify({ psyrun: provides('.x') }),
    });
    expect(findPlugins(folder, emptyHost()).plugins.map(({ key }) => key)).toEqual(['.x']);
  },
);

test('a package that is found from several places is listed once, a broken one too', () => {
  const folder = project({ 'psyrun-x': { psyrun: provides('.x') }, 'psyrun-b': { psyrun: {} } });
  const { plugins, broken } = findPlugins(folder, folder);
  expect([plugins.length, broken.length]).toEqual([1, 1]);
});

test('dependencies of the project have priority over those of the host', async () => {
  const from = (name: string) => `${storeClass('.x')} S.prototype.from = '${name}';`;
  const host = project({ '@psyrun/theirs': { psyrun: provides('.x'), code: from('host') } });
  const own = project({ '@psyrun/mine': { psyrun: provides('.x'), code: from('project') } });
  expect(await fromPackage(findPlugins(own, host).store('.x'))).toBe('project');
  expect(await fromPackage(findPlugins(emptyHost(), host).store('.x'))).toBe('host');
});

test('finds the dependencies of psyrun, whichever psy runs', () => {
  const folder = project({ psyrun: {}, 'psyrun-a': { psyrun: provides('.x') } });
  const modules = join(folder, '../node_modules');
  const manifest = (psyrun: object) => JSON.stringify({ name: 'n', version: '1.0.0', ...psyrun });
  const dependencies = { '@psyrun/one': '1', '@psyrun/two': '1' };
  writeFileSync(join(modules, 'psyrun/package.json'), manifest({ dependencies }));
  for (const [name, ext] of [
    ['one', '.x'],
    ['two', '.two'],
  ] as const) {
    mkdirSync(join(modules, '@psyrun', name), { recursive: true });
    const text = manifest({ psyrun: provides(ext) });
    writeFileSync(join(modules, '@psyrun', name, 'package.json'), text);
  }
  const registry = findPlugins(folder, emptyHost());
  expect(registry.find('stores', '.two').folder).toBe(join(modules, '@psyrun/two'));
  expect(registry.find('stores', '.x').package).toBe('psyrun-a');
});

test('a broken package of the project is not silently replaced by a package of the host', () => {
  const host = project({ '@psyrun/theirs': { psyrun: provides('.x'), code: storeClass('.x') } });
  const own = project({ '@psyrun/mine': { psyrun: { ...provides('.x'), contract: 7 } } });
  const find = () => findPlugins(own, host).find('stores', '.x');
  expect(find).toThrow(expect.objectContaining({ code: 'PSYRUN_PLUGIN_CONTRACT' }));
});

test('two packages of a project with one suffix are an error that names both', () => {
  const folder = project({
    'psyrun-a': { psyrun: provides('.x') },
    'psyrun-b': { psyrun: provides('.x') },
  });
  const find = () => findPlugins(folder, emptyHost()).find('stores', '.x');
  expect(find).toThrow(expect.objectContaining({ code: 'PSYRUN_PLUGIN_CONFLICT' }));
  expect(find).toThrow(/psyrun-a.* and by psyrun-b/);
  const messages = findPlugins(folder, emptyHost()).conflicts().map(String);
  expect(messages).toEqual([expect.stringMatching(/\.x is provided by psyrun-a.* psyrun-b/)]);
});

test('the error for a damaged package.json of the project names it', () => {
  const folder = folderWith({ 'package.json': '{ "dependencies": ' });
  const find = () => findPlugins(folder, emptyHost());
  expect(find).toThrow(expect.objectContaining({ code: 'PSYRUN_FILE_FORMAT' }));
  expect(find).toThrow(`${folder}/package.json is not valid JSON`);
});

test.each(['null', '[]', '{ "dependencies": null }', '{ "dependencies": ["psyrun-x"] }'])(
  'a package.json of %s declares no plug-in',
  (content) => {
    expect(findPlugins(folderWith({ 'package.json': content }), emptyHost()).plugins).toEqual([]);
  },
);

describe('the error for a missing plug-in', () => {
  const find = (key: string) => () =>
    findPlugins(project({ 'psyrun-a': { psyrun: provides('.x') } }), emptyHost()).find(
      'stores',
      key,
    );

  test('has the known plug-ins, the searched folders and the package to install', () => {
    expect(find('.h5')).toThrow(
      /No installed package provides the store \.h5\. Known: \.x\. Searched: .*npm install @psyrun\/store-h5/,
    );
    expect(find('.xx')).toThrow('Did you mean .x?');
    expect(find('.parquet')).toThrow('Install a package that provides it');
    expect(find('.parquet')).toThrow(expect.objectContaining({ code: 'PSYRUN_PLUGIN_NOT_FOUND' }));
  });
});

describe('a broken plug-in only affects tasks that use it', () => {
  const address = './index.js#S';
  test.each<[string, unknown, string, string]>([
    [
      'of a later contract',
      { contract: 2, stores: { '.b': address } },
      'PSYRUN_PLUGIN_CONTRACT',
      'psyrun-b 1.2.3 (.*) is written for contract 2 of psyrun; this psyrun has contract 1. Install a newer psyrun',
    ],
    [
      'of an earlier contract',
      { contract: 0, stores: { '.b': address } },
      'PSYRUN_PLUGIN_CONTRACT',
      'contract 0 of psyrun; this psyrun has contract 1. Install a version of psyrun-b for contract 1',
    ],
    [
      'of no contract',
      { stores: { '.b': address } },
      'PSYRUN_PLUGIN_INVALID',
      'does not say for which version of the contract it is written. Expected "psyrun": { "contract": 1',
    ],
    [
      'with an invalid address',
      { contract: 1, stores: { '.b': 'index.js' } },
      'PSYRUN_PLUGIN_INVALID',
      '"index.js" as the address of .b. Expected a file and an export',
    ],
  ])('%s', (_name, psyrun, code, message) => {
    const folder = project({ 'psyrun-a': { psyrun: provides('.x') }, 'psyrun-b': { psyrun } });
    const registry = findPlugins(folder, emptyHost());
    expect(registry.find('stores', '.x').package).toBe('psyrun-a');
    expect(registry.broken.map(({ package: name }) => name)).toEqual(['psyrun-b']);
    const find = () => registry.find('stores', '.b');
    expect(find).toThrow(expect.objectContaining({ code }));
    expect(find).toThrow(new RegExp(message.replace(' (.*)', ' \\(.*\\)')));
  });

  test.each<[string, unknown, string]>([
    ['nothing', { contract: 1 }, 'holds only the contract. Expected one of stores'],
    ['a misspelt kind', { contract: 1, store: { '.b': address } }, 'Did it mean stores?'],
    ['a list for a table', { contract: 1, stores: [] }, 'gives [] as its stores. Expected a table'],
    [
      'a string for a table',
      { contract: 1, stores: 'x' },
      'gives "x" as its stores. Expected a table',
    ],
    ['a suffix without its dot', provides('b'), 'names a store b. Expected a suffix in lower case'],
    ['a suffix in capitals', provides('.B'), 'names a store .B. Expected a suffix in lower case'],
    ['a suffix of two parts', provides('.b.gz'), 'names a store .b.gz. Expected'],
    ['a string', 'stores', 'does not say for which version'],
  ])('whose manifest holds %s', (_name, psyrun, message) => {
    const { broken } = findPlugins(project({ 'psyrun-b': { psyrun } }), emptyHost());
    expect(broken.map(({ error }) => String(error))).toEqual([expect.stringContaining(message)]);
  });

  test('whose package.json is damaged', () => {
    const folder = project({ 'psyrun-a': { psyrun: provides('.x') }, 'psyrun-b': {} });
    writeFileSync(join(folder, '../node_modules/psyrun-b/package.json'), '{ "name": ');
    const registry = findPlugins(folder, emptyHost());
    expect(registry.find('stores', '.x').package).toBe('psyrun-a');
    expect(registry.broken[0]!.error).toMatchObject({ code: 'PSYRUN_PLUGIN_INVALID' });
    writeFileSync(join(folder, '../node_modules/psyrun-b/package.json'), 'null');
    const { broken } = findPlugins(folder, emptyHost());
    expect(broken[0]!.error).toMatchObject({ code: 'PSYRUN_PLUGIN_INVALID' });
  });

  const good = storeClass('.b');
  test.each<[string, string, string]>([
    ['that throws on import', 'throw new Error("no libhdf5")', 'imported: Error: no libhdf5'],
    ['without the export that it names', 'export class T {}', 'has no class S'],
    ['with a function for a class', 'export const S = () => ({});', 'has no class S'],
    ['without a method of the contract', good.replace('load() {}', ''), 'S has no method load'],
    [
      'that throws when made',
      good.replace('save', 'constructor() { throw 1; } save'),
      'could not make its S: 1',
    ],
    ['that has another name', storeClass('.c'), 'its manifest says .b, S.ext says .c'],
  ])('%s', async (_name, code, message) => {
    const registry = findPlugins(
      project({ 'psyrun-b': { psyrun: provides('.b'), code } }),
      emptyHost(),
    );
    await expect(registry.store('.b')).rejects.toMatchObject({ code: 'PSYRUN_PLUGIN_INVALID' });
    await expect(registry.store('.b')).rejects.toThrow(message);
  });
});

describe('without discovery', () => {
  afterEach(() => {
    delete process.env['PSYRUN_NO_DISCOVERY'];
  });

  test('only the host is searched', () => {
    process.env['PSYRUN_NO_DISCOVERY'] = '1';
    const folder = project({ 'psyrun-a': { psyrun: provides('.x') } });
    expect(findPlugins(folder, emptyHost()).plugins).toEqual([]);
  });
});
