import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Project } from '../fixtures/project.ts';
import { psyHere } from '../fixtures/psy-here.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
  const dependencies = { 'psyrun-store-good': '1', 'psyrun-store-bad': '1' };
  project.write('package.json', JSON.stringify({ dependencies }));
  const manifest = (name: string, contract: number) =>
    JSON.stringify({ name, version: '1.2.3', psyrun: { contract, stores: { '.x': './a.js#X' } } });
  project.write('node_modules/psyrun-store-good/package.json', manifest('psyrun-store-good', 1));
  project.write('node_modules/psyrun-store-bad/package.json', manifest('psyrun-store-bad', 99));
});
afterEach(() => project.remove());

test('psy plugins lists what is installed and what is broken, and imports nothing', async () => {
  const { status, stdout, stderr } = await psyHere(project, ['plugins']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^stores:\n {2}\.x +psyrun-store-good 1\.2\.3\n {2}\.pkl +@psyrun/);
  expect(stdout).toMatch(/schedulers:\n {2}immediate +@psyrun\/scheduler-immediate/);
  expect(stderr).toMatch(/^Broken: psyrun-store-bad .*contract 99/);
});

test('psy plugins --json is for programs', async () => {
  const { plugins, broken } = JSON.parse(
    (await psyHere(project, ['plugins', '--json'])).stdout,
  ) as Record<string, { key: string; package: string }[]>;
  expect(plugins).toContainEqual(
    expect.objectContaining({ kind: 'stores', key: '.x', package: 'psyrun-store-good' }),
  );
  expect(broken!.map((plugin) => plugin.package)).toEqual(['psyrun-store-bad']);
});
