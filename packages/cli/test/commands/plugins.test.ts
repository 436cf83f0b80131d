import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { atTerminal } from '../fixtures/at-terminal.ts';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  const names = ['good', 'bad', 'one', 'two'].map((name) => `psyrun-store-${name}`);
  const dependencies = Object.fromEntries(names.map((name) => [name, '1']));
  project.write('package.json', JSON.stringify({ dependencies }));
  const add = (name: string, ext: string, contract: number) => {
    const psyrun = { contract, stores: { [ext]: './a.js#X' } };
    const manifest = JSON.stringify({ name, version: '1.2.3', psyrun });
    project.write(`node_modules/${name}/package.json`, manifest);
  };
  add('psyrun-store-good', '.x', 1);
  add('psyrun-store-bad', '.b', 99);
  add('psyrun-store-one', '.twice', 1);
  add('psyrun-store-two', '.twice', 1);
});
afterEach(() => project.remove());

test('psy plugins lists installed and broken plug-ins and imports none', async () => {
  const { status, stdout, stderr } = await psyHere(project, ['plugins']);
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^stores:\n {2}\.x +psyrun-store-good 1\.2\.3 +\S*node_modules\/psyrun-store-good\n/,
  );
  expect(stdout).toMatch(/^ {2}\.pkl +@psyrun\/store-pickle/m);
  expect(stdout).toMatch(/schedulers:\n {2}immediate +@psyrun\/scheduler-immediate/);
  expect(stderr).toMatch(/^Broken: psyrun-store-bad: .*contract 99/m);
  expect(stderr).toMatch(/^Conflict: .*\.twice is provided by psyrun-store-one.*psyrun-store-two/m);
});

test('a bad entry breaks only itself, and packages that are nearly plug-ins are named', async () => {
  const dependencies = { 'psyrun-store-mixed': '1', 'psyrun-misnamed': '1', 'psyrun-other': '1' };
  project.write('package.json', JSON.stringify({ dependencies }));
  const add = (name: string, more: object) => {
    const manifest = JSON.stringify({ name, version: '1.2.3', ...more });
    project.write(`node_modules/${name}/package.json`, manifest);
  };
  const stores = { '.good': './a.js#X', '.Bad': './a.js#X', '.worse': 'X' };
  add('psyrun-store-mixed', { psyrun: { contract: 1, stores, scheduler: {} } });
  add('psyrun-misnamed', { psyRun: { contract: 1, stores } });
  add('psyrun-other', {});
  const { status, stdout, stderr } = await psyHere(project, ['plugins']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^ {2}\.good +psyrun-store-mixed/m);
  expect(stderr.split('\n').slice(0, -1)).toEqual([
    expect.stringMatching(
      /^Broken: psyrun-store-mixed: .*holds scheduler in its "psyrun"\. Did it mean schedulers\?$/,
    ),
    expect.stringMatching(/^Broken: psyrun-store-mixed: .*names a store \.Bad\./),
    expect.stringMatching(/^Broken: psyrun-store-mixed: .*"X" as the address of \.worse\./),
    'No plug-in: psyrun-misnamed: its package.json has no "psyrun"; it has "psyRun".',
    'No plug-in: psyrun-other: its package.json has no "psyrun".',
  ]);
});

test('at a terminal, the words for what is wrong have colours', () => {
  const seen = atTerminal(project.folder, ['plugins'], { columns: 400 });
  expect(seen).toMatch(/\x1b\[31m(?:\x1b\[\d+m)*Broken:/);
  expect(seen).toMatch(/\x1b\[31m(?:\x1b\[\d+m)*Conflict:/);
});

test('without broken packages the exit code is 0', async () => {
  project.write('package.json', '{}');
  expect(await psyHere(project, ['plugins'])).toMatchObject({ status: 0, stderr: '' });
});

test('psy plugins --json prints the same as JSON', async () => {
  const { plugins, broken, conflicts } = JSON.parse(
    (await psyHere(project, ['plugins', '--json'])).stdout,
  ) as Record<string, { key: string; package: string }[]>;
  expect(plugins).toContainEqual(
    expect.objectContaining({ kind: 'stores', key: '.x', package: 'psyrun-store-good' }),
  );
  expect(broken!.map((plugin) => plugin.package)).toEqual(['psyrun-store-bad']);
  expect(conflicts).toMatchObject([
    { kind: 'stores', key: '.twice', packages: ['psyrun-store-one', 'psyrun-store-two'] },
  ]);
});
