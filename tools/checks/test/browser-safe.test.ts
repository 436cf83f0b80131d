import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';
import { importsAtRunTime, importsOf, sourcesBelow } from '../imports.ts';

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

const mapper = join(workspace, 'packages/mapper');

/** The files of a package that a bundle for browsers contains, from an entry on. */
function filesInBrowser(file: string, seen = new Set<string>()): Set<string> {
  const { browser } = JSON.parse(readFileSync(join(mapper, 'package.json'), 'utf8')) as {
    browser: Record<string, string>;
  };
  const other = browser[`./dist/${relative(join(mapper, 'src'), file).replace(/ts$/, 'js')}`];
  const used = other === undefined ? file : join(mapper, toSource(other));
  if (seen.has(used)) return seen;
  seen.add(used);
  for (const specifier of importsAtRunTime(used)) {
    if (specifier.startsWith('.')) filesInBrowser(join(dirname(used), specifier), seen);
  }
  return seen;
}

const toSource = (built: string): string => built.replace('/dist/', '/src/').replace(/js$/, 'ts');

test('the mapper for browsers imports nothing of Node', () => {
  const { exports } = JSON.parse(readFileSync(join(mapper, 'package.json'), 'utf8')) as {
    exports: { '.': { browser: string } };
  };
  const files = [...filesInBrowser(join(mapper, toSource(exports['.'].browser)))];
  expect(files.map((file) => relative(mapper, file))).toEqual(
    expect.arrayContaining(['src/map/map-pspace.ts', 'src/platform/browser.ts']),
  );
  const safe = (specifier: string) => {
    return BROWSER_SAFE.some((name) => `${specifier}/`.startsWith(`@psyrun/${name}/`));
  };
  const foreign = files.flatMap((file) =>
    importsAtRunTime(file)
      .filter((specifier) => !specifier.startsWith('.') && !safe(specifier))
      .map((specifier) => `${relative(workspace, file)} imports ${specifier}`),
  );
  expect(foreign).toEqual([]);
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
