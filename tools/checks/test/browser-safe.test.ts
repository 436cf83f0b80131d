import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { importsOf, sourcesBelow } from '../imports.ts';

const workspace = join(import.meta.dirname, '../../..');

/** Packages that run in a browser, with all that they import. */
const BROWSER_SAFE = ['core', 'columns', 'pspace'];

/** Imports of a package's sources that a browser does not have, as sentences. */
function importsOfNode(root: string, name: string): string[] {
  return sourcesBelow(join(root, 'packages', name, 'src')).flatMap((file) =>
    importsOf(file)
      .filter((specifier) => isBuiltin(specifier))
      .map((specifier) => `${relative(root, file)} imports ${specifier}`),
  );
}

test.each(BROWSER_SAFE)('%s imports nothing of Node', (name) => {
  expect(importsOfNode(workspace, name)).toEqual([]);
});

test.each(BROWSER_SAFE)('%s depends on nothing but browser-safe packages', (name) => {
  const manifest = JSON.parse(
    readFileSync(join(workspace, 'packages', name, 'package.json'), 'utf8'),
  ) as { dependencies?: Record<string, string> };
  const safe = BROWSER_SAFE.map((other) => `@psyrun/${other}`);
  expect(Object.keys(manifest.dependencies ?? {}).filter((other) => !safe.includes(other))).toEqual(
    [],
  );
});

test('an import of Node is found, static or dynamic, with or without its prefix', () => {
  const root = mkdtempSync(join(tmpdir(), 'psyrun-browser-'));
  try {
    mkdirSync(join(root, 'packages/core/src'), { recursive: true });
    writeFileSync(
      join(root, 'packages/core/src/bad.ts'),
      "import 'node:fs';\nexport * from 'path';\nawait import('node:os');\nimport './good.ts';\n",
    );
    expect(importsOfNode(root, 'core')).toEqual(
      ['node:fs', 'path', 'node:os'].map((name) => `packages/core/src/bad.ts imports ${name}`),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
});
