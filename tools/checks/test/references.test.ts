import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { importsOf, sourcesBelow } from '../imports.ts';

// The compiler builds a package after those that its tsconfig references; Nx could write these
// lists, but takes what only tests import for something that the build needs.

const packages = join(import.meta.dirname, '../../../packages');

const imported = (name: string, folder: string): string[] => {
  const specifiers = sourcesBelow(join(packages, name, folder)).flatMap(importsOf);
  const names = specifiers.flatMap((specifier) => /^@psyrun\/([^/]+)/.exec(specifier)?.[1] ?? []);
  return [...new Set(names)].filter((other) => other !== name).sort();
};

function referenced(name: string, config: string): string[] {
  const { references } = JSON.parse(readFileSync(join(packages, name, config), 'utf8')) as {
    references: { path: string }[];
  };
  return references.flatMap(({ path }) => /^\.\.\/([^/]+)\//.exec(path)?.[1] ?? []).sort();
}

test.each(readdirSync(packages))('%s references what it imports', (name) => {
  expect(referenced(name, 'tsconfig.lib.json')).toEqual(imported(name, 'src'));
  expect(referenced(name, 'tsconfig.spec.json')).toEqual(
    expect.arrayContaining(imported(name, 'test')),
  );
});
