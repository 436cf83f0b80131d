import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  certificateOf,
  certify,
  readCertificate,
  sha256Of,
} from '../../src/certificate/certificate.ts';
import { newFolder } from '../fixtures.ts';

const claims = {
  rows: { total: 3, done: 3, failed: 0, missing: 0 },
  fingerprint: { files: { 'task_t.ts': 'abc' }, space: 'def', settings: {} },
  versions: { node: '20.0.0', psyrun: '0.1.0' },
};
const digestOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** A result of some bytes with its certificate. */
async function certified(content: Uint8Array = randomBytes(100)) {
  const result = join(newFolder(), 'result.pkl');
  writeFileSync(result, content);
  await certify(result, claims);
  return { result, content, certificate: result.replace('.pkl', '.certificate.json') };
}

test('a certificate names the bytes of the result and what they are the result of', async () => {
  const { result, content } = await certified();
  const certificate = await certificateOf(result);
  expect(certificate).toMatchObject({
    result: { file: 'result.pkl', bytes: 100, sha256: digestOf(content) },
    ...claims,
  });
  const { created } = certificate!;
  expect(new Date(created).toISOString()).toBe(created);
  expect(await readCertificate(result)).toEqual(certificate);
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

test.each<[string, (files: { result: string; certificate: string }) => void]>([
  ['its certificate is gone', ({ certificate }) => rmSync(certificate)],
  ['the result is gone', ({ result }) => rmSync(result)],
  ['the result is longer', ({ result }) => appendFileSync(result, 'x')],
  ['the result is shorter', ({ result }) => truncateSync(result, 99)],
  ['the certificate was cut short', ({ certificate }) => truncateSync(certificate, 50)],
  ['the certificate is of another format', ({ certificate }) => writeFileSync(certificate, '{}')],
])('a result is not certified if %s', async (_name, damage) => {
  const files = await certified();
  damage(files);
  expect(await readCertificate(files.result)).toBeUndefined();
});

test('the certificate of a result that is gone or has changed can still be read', async () => {
  const { result, content } = await certified();
  rmSync(result);
  expect((await certificateOf(result))?.result.sha256).toBe(digestOf(content));
});

test('a damaged certificate is told where it is asked for', async () => {
  const { result, certificate } = await certified();
  truncateSync(certificate, 50);
  await expect(certificateOf(result)).rejects.toMatchObject({ code: 'PSYRUN_RUN_CORRUPT' });
});

test('without a certificate there is nothing to read', async () => {
  expect(await certificateOf(join(newFolder(), 'result.pkl'))).toBeUndefined();
});

test('a certificate that cannot be reached is not taken for none', async () => {
  const { result } = await certified();
  await expect(readCertificate(join(result, 'result.pkl'))).rejects.toThrow('ENOTDIR');
});
