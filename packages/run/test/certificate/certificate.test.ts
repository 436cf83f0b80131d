import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { encodeDocument, type DocumentKind } from '@psyrun/files/documents';
import type { RowOrigin } from '../../src/index.ts';
import { certificateOf, certify } from '../../src/certificate/certificate.ts';
import { rootOf } from '../../src/certificate/content.ts';
import { sha256Of } from '../../src/certificate/sha256-of.ts';
import { newFolder } from '../fixtures.ts';

const claims = {
  run: { task: 't', generation: 1, created: '2026-11-28T11:00:00.000Z' },
  rows: { total: 3, done: 3, failed: 0, missing: 0 },
  origins: [
    { code: 'a'.repeat(64), files: { 'task_t.ts': 'abc' }, rows: 2, ranges: [[0, 2]] },
    { code: 'b'.repeat(64), files: { 'task_t.ts': 'abd' }, rows: 1, ranges: [[2, 3]] },
  ] as RowOrigin[],
  fingerprint: { files: { 'task_t.ts': 'abc' }, space: 'def', settings: {} },
  versions: { node: '20.0.0', psyrun: '0.1.0' },
};
const digestOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Writes a result of some bytes and its certificate. */
async function certified(content: Uint8Array = randomBytes(100)) {
  const result = join(newFolder(), 'result.pkl');
  writeFileSync(result, content);
  await certify(result, claims);
  return { result, content, certificate: result.replace('.pkl', '.certificate.json') };
}

test('a certificate has the size and digest of the result and its fingerprint', async () => {
  const { result, content } = await certified();
  const certificate = await certificateOf(result);
  expect(certificate).toMatchObject({
    result: {
      file: 'result.pkl',
      bytes: 100,
      modified: statSync(result).mtimeMs,
      sha256: digestOf(content),
    },
    ...claims,
  });
  const { created } = certificate!;
  expect(new Date(created).toISOString()).toBe(created);
});

test.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])(
  'the digest of %i bytes is that of all of them',
  async (length) => {
    const file = join(newFolder(), 'result.pkl');
    const content = randomBytes(length);
    writeFileSync(file, content);
    expect(await sha256Of(file)).toBe(digestOf(content));
  },
);

test('the certificate of a missing or changed result can be read', async () => {
  const { result, content } = await certified();
  rmSync(result);
  expect((await certificateOf(result))?.result.sha256).toBe(digestOf(content));
});

test('certificateOf throws for a damaged certificate', async () => {
  const { result, certificate } = await certified();
  truncateSync(certificate, 50);
  await expect(certificateOf(result)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
});

test('certificateOf resolves to undefined without a certificate', async () => {
  expect(await certificateOf(join(newFolder(), 'result.pkl'))).toBeUndefined();
});

test('an unreadable certificate is an error, not a missing one', async () => {
  const { result } = await certified();
  await expect(certificateOf(join(result, 'result.pkl'))).rejects.toThrow('ENOTDIR');
});

describe('the content of a certificate is checked', () => {
  const good = {
    result: {
      file: 'result.pkl',
      bytes: 6,
      modified: 1.5,
      sha256: digestOf(Buffer.from('result')),
    },
    ...claims,
    created: '2026-11-28T12:00:00.000Z',
  };

  const KIND = { name: 'certificate', version: 2 } as DocumentKind<object>;

  /** Writes a result with a certificate whose checksum is right. */
  function withCertificate(content: object): string {
    const result = join(newFolder(), 'result.pkl');
    writeFileSync(result, 'result');
    writeFileSync(result.replace('.pkl', '.certificate.json'), encodeDocument(KIND, content));
    return result;
  }

  const blocks = ['c'.repeat(64)];
  const content = { root: rootOf(3, blocks), blockRows: 1024, blocks };

  test('it is read as it is, with the digests of its rows or without', async () => {
    expect(await certificateOf(withCertificate(good))).toEqual(good);
    const both = { ...good, content };
    expect(await certificateOf(withCertificate(both))).toEqual(both);
  });

  test.each(['{"format":1}', '{}', 'null', JSON.stringify({ format: 1, ...good })])(
    '%.12s… names no run, so it counts as none',
    async (text) => {
      const file = withCertificate(good);
      writeFileSync(file.replace('.pkl', '.certificate.json'), text);
      await expect(certificateOf(file)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
    },
  );

  const { result, rows, run } = good;
  const [first, second] = claims.origins as [RowOrigin, RowOrigin];
  test.each<[string, object]>([
    ['fewer rows done than there are', { rows: { ...rows, done: 2, missing: 1 } }],
    ['more rows done than there are', { rows: { ...rows, done: 4 } }],
    ['half a row', { rows: { ...rows, total: 0.5, done: 0.5 } }],
    ['a negative number of rows', { rows: { ...rows, total: -1, done: -1 } }],
    ['no number of rows', { rows: { total: 3, done: 3, failed: 0 } }],
    ['rows in an unknown state', { rows: { ...rows, lost: 1 } }],
    ['a size below zero', { result: { ...result, bytes: -1 } }],
    ['a size that is a string', { result: { ...result, bytes: '6' } }],
    ['a digest that is too short', { result: { ...result, sha256: result.sha256.slice(1) } }],
    ['a digest that is too long', { result: { ...result, sha256: `${result.sha256}0` } }],
    ['a digest after other characters', { result: { ...result, sha256: `x${result.sha256}` } }],
    ['a digest in capitals', { result: { ...result, sha256: 'A'.repeat(64) } }],
    ['a file that is not a name', { result: { ...result, file: 1 } }],
    ['a result with another member', { result: { ...result, lines: 1 } }],
    ['no result', { result: undefined }],
    ['no fingerprint', { fingerprint: undefined }],
    ['a fingerprint without a space', { fingerprint: { files: {}, settings: {} } }],
    ['no date', { created: 'yesterday' }],
    ['a version that is not a string', { versions: { node: 20 } }],
    ['another member', { signature: 'x' }],
    ['no run', { run: undefined }],
    ['a run without a task', { run: { ...run, task: undefined } }],
    ['generation 0', { run: { ...run, generation: 0 } }],
    ['a run without a date', { run: { ...run, created: 'yesterday' } }],
    ['no time of change', { result: { ...result, modified: undefined } }],
    ['no origins', { origins: undefined }],
    ['a root that is not that of its blocks', { content: { ...content, root: 'f'.repeat(64) } }],
    ['a block too few', { content: { ...content, blocks: [] } }],
    ['blocks of no rows', { content: { ...content, blockRows: 0 } }],
    ['an origin for too few rows', { origins: [first] }],
    ['an origin with too many ranges', { origins: [{ ...first, ranges: [[0, 3]] }, second] }],
    ['an origin whose code is no digest', { origins: [{ ...first, code: 'a' }, second] }],
  ])('one with %s is damaged', async (_name, change) => {
    const file = withCertificate({ ...good, ...change });
    await expect(certificateOf(file)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
    await expect(certificateOf(file)).rejects.toThrow(
      'It counts as none: psy run writes the result and its certificate again.',
    );
  });

  test('the error says what was expected', async () => {
    const digest = certificateOf(withCertificate({ ...good, result: { ...result, sha256: '' } }));
    await expect(digest).rejects.toThrow('is damaged at result.sha256: expected a SHA-256.');
    const counts = certificateOf(withCertificate({ ...good, rows: { ...rows, done: 2 } }));
    await expect(counts).rejects.toThrow(
      'is damaged at rows: expected as many rows done as there are.',
    );
  });

  test('the first line of a certificate names its format', async () => {
    const { certificate } = await certified();
    const [head] = readFileSync(certificate, 'utf8').split('\n');
    expect(head).toContain('"format":"psyrun-certificate","version":2,');
  });
});
