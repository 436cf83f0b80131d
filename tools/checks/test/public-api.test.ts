import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { publicApi, recordedApi } from '../public-api.ts';

const packages = join(import.meta.dirname, '../../../packages');

// What is exported is promised. A change is recorded by `npm run api`, and reviewed.
test.each(readdirSync(packages))('the public API of %s is as recorded', (name) => {
  const folder = join(packages, name);
  expect(publicApi(folder)).toBe(readFileSync(recordedApi(folder), 'utf8'));
});

/** Exports whose types are recorded elsewhere: the result schemas, as the files of JSON Schema. */
const RECORDED_AS_JSON_SCHEMA = /^export declare const \w+: any;$/;

// The record is made file by file, so a type that the compiler infers from others is `any` there.
test.each(readdirSync(packages))('every type that %s exports is written', (name) => {
  const lines = publicApi(join(packages, name)).split('\n');
  const unwritten = lines.filter((line) => /: any;$/.test(line));
  const isRecorded = (line: string) => name === 'operations' && RECORDED_AS_JSON_SCHEMA.test(line);
  expect(unwritten.filter((line) => !isRecorded(line))).toEqual([]);
});

/** The API of a copy of `files` in which one text is replaced by another. */
function changed(file: string, text: string, other: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'psyrun-api-'));
  try {
    cpSync(join(packages, 'files/src'), join(copy, 'src'), { recursive: true });
    const source = readFileSync(join(copy, 'src', file), 'utf8');
    expect(source).toContain(text);
    writeFileSync(join(copy, 'src', file), source.replace(text, other));
    return publicApi(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

test.each([
  ['a name', 'index.ts', 'replaceFile', 'replaceFile as replace'],
  ['a signature', 'sync-to-disk.ts', 'descriptor: number', 'descriptor: bigint'],
  [
    'a type that has no public name',
    'process-identity.ts',
    'export interface Owner {',
    'export interface Owner { extra: 1;',
  ],
])('%s cannot change unnoticed', (_what, file, text, other) => {
  expect(changed(file, text, other)).not.toBe(publicApi(join(packages, 'files')));
});

test('what is within a function can change', () => {
  const api = changed('sync-to-disk.ts', "open(folder, 'r')", "open(folder, 'rs')");
  expect(api).toBe(publicApi(join(packages, 'files')));
});
