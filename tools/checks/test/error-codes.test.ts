import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ERROR_CODES } from '@psyrun/core';
import { readdirSync } from 'node:fs';
import { sourcesBelow } from '../imports.ts';

const workspace = join(import.meta.dirname, '../../..');
const codes = Object.keys(ERROR_CODES).sort();

test('every code has a heading in docs/errors.md, and there are no others', () => {
  const page = readFileSync(join(workspace, 'docs/errors.md'), 'utf8');
  const headings = [...page.matchAll(/^### (PSYRUN_\w+)$/gm)].map(([, code]) => code!);
  expect(headings.sort()).toEqual(codes);
});

test('every code is used by a package', () => {
  const sources = readdirSync(join(workspace, 'packages'))
    .flatMap((name) => sourcesBelow(join(workspace, 'packages', name, 'src')))
    .filter((file) => !file.endsWith('error-codes.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  // A sentence that is no error has its code in brackets.
  const isUsed = (code: string) => sources.includes(`'${code}'`) || sources.includes(`[${code}]`);
  expect(codes.filter((code) => !isUsed(code))).toEqual([]);
});
