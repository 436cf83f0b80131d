import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { isPsyrunError } from '@psyrun/core';
import { findPlugins } from '../../src/plugins/find-plugins.ts';
import { folderWith } from '../fixtures/folder.ts';

const manifest = JSON.stringify({
  name: 'psyrun-x',
  version: '1.2.3',
  exports: { '.': { '@psyrun/source': './index.ts', default: './index.js' }, './other': null },
  psyrun: { contract: 1, stores: { '.x': './index.js#S' } },
});
let project: string;
let host: string;
let file: string;
beforeEach(() => {
  project = folderWith({
    'package.json': '\uFEFF{ "dependencies": { "psyrun-x": "*" } }',
    'node_modules/psyrun-x/package.json': manifest,
  });
  host = folderWith({ 'package.json': '{}' });
  file = join(project, 'node_modules/psyrun-x/package.json');
});

/** Returns the plug-ins and the errors of the broken ones. Each error is a PsyrunError. */
function found() {
  const { plugins, broken } = findPlugins(project, host);
  expect(broken.filter(({ error }) => !isPsyrunError(error))).toEqual([]);
  return [plugins.map(({ key }) => key), broken.map(({ error }) => (error as Error).message)];
}

test('a byte order mark is accepted, in the project and in the package', () => {
  writeFileSync(file, `\uFEFF${manifest}`);
  expect(found()).toEqual([['.x'], []]);
});

test.each<[string, () => void, string | undefined]>([
  ['empty', () => writeFileSync(file, ''), 'cannot be read'],
  ['half', () => writeFileSync(file, manifest.slice(0, 50)), 'cannot be read'],
  ['null', () => writeFileSync(file, 'null'), 'cannot be read'],
  ['{}', () => writeFileSync(file, '{}'), undefined],
  ['[]', () => writeFileSync(file, '[]'), undefined],
  ['a folder', () => mkdirSync(file), 'cannot be read'],
  ['a pipe', () => execFileSync('mkfifo', [file]), 'cannot be read'],
  ['a link to itself', () => symlinkSync(file, file), undefined],
])('a manifest that is %s does not affect others, and the error names it', (_, make, what) => {
  rmSync(file);
  make();
  const expected = what === undefined ? [] : [expect.stringContaining(`${file} ${what}`)];
  expect(found()).toEqual([[], expected]);
});

test('any changed bit in a manifest gives a plug-in or a PsyrunError', () => {
  const whole = readFileSync(file);
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(file, flipped);
    found();
  }
});
