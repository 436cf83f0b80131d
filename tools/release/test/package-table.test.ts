import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { footprints, type Footprint } from '../src/footprint.ts';
import { packWorkspace, WORKSPACE, type Packed } from '../src/pack.ts';
import { cellsOf, readTable, writeTable } from '../src/package-table.ts';

let packed: Packed[];
let measured: Map<string, Footprint>;
beforeAll(async () => {
  packed = await packWorkspace();
  measured = footprints(packed);
});

test('the README has the footprint of each package; sizes may be a tenth off', () => {
  const table = readTable(readFileSync(join(WORKSPACE, 'README.md'), 'utf8'));
  expect([...table.keys()].sort()).toEqual([...measured.keys()].sort());
  for (const [name, said] of table) {
    const [foreign, packages, size] = cellsOf(measured.get(name)!);
    const near = Math.abs(Number(said[2]) - Number(size)) < 0.15 + 0.1 * Number(size);
    const expected = [foreign, packages, near ? said[2] : size];
    expect({ name, said, advice: 'npm run sizes' }).toEqual({
      name,
      said: expected,
      advice: 'npm run sizes',
    });
  }
});

test('only the measured cells are written', () => {
  const journal = measured.get('@psyrun/journal')!;
  expect([...journal.packages].map((id) => id.replace(/@[^@]*$/, '')).sort()).toEqual([
    '@msgpack/msgpack',
    '@psyrun/core',
    '@psyrun/files',
    '@psyrun/journal',
    'valibot', // Without typescript, which is an optional peer of it.
  ]);
  const line = '| [`@psyrun/journal`](packages/journal) | a record |';
  const after = writeTable(`Text\n${line} old | 99 | 9.9 |\n| [x](y) | 1 |`, measured);
  expect(after).toBe(`Text\n${line} ${cellsOf(journal).join(' | ')} |\n| [x](y) | 1 |`);
  expect(readTable(after)).toEqual(new Map([['@psyrun/journal', cellsOf(journal)]]));
});

test('every tarball has the licence, a README, sources and declarations', () => {
  for (const { manifest, files } of packed) {
    expect({ name: manifest.name, files }).toEqual({
      name: manifest.name,
      files: expect.arrayContaining([
        'LICENSE',
        'README.md',
        'dist/index.d.ts',
        'dist/index.js',
        'package.json',
        'src/index.ts',
      ]),
    });
    expect(files.filter((file) => /^test|\.test\.|tsbuildinfo/.test(file))).toEqual([]);
  }
});

test('every manifest has the members that npm and users need', () => {
  for (const { manifest } of packed) {
    expect(manifest).toMatchObject({
      license: 'MIT',
      type: 'module',
      sideEffects: false,
      engines: { node: '^18.17.1 || >=20.3.0' },
      repository: { directory: expect.stringMatching(/^packages\//) },
      publishConfig: { access: 'public', provenance: true },
    });
    expect(manifest).toHaveProperty('description');
    const { psyrun, dependencies } = manifest as { psyrun?: object; dependencies?: object };
    if (psyrun === undefined) continue;
    expect(manifest).toHaveProperty(['peerDependencies', '@psyrun/core']);
    expect(dependencies ?? {}).not.toHaveProperty(['@psyrun/core']);
  }
});
