import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import * as files from '@psyrun/files';

jest.unstable_mockModule('@psyrun/files', () => ({
  ...files,
  syncFile: async () => {
    throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO', errno: -5 });
  },
}));
const { Ledger } = await import('../../src/ledger/ledger.ts');

const folder = mkdtempSync(join(tmpdir(), 'psyrun-ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('an error of writing names the ledger', async () => {
  const file = join(folder, 'ledger');
  const intent = new Ledger(file).intend({ name: 'circle:process', scheduler: 'slurm' });
  await expect(intent).rejects.toMatchObject({
    code: 'PSYRUN_STORE_WRITE',
    message: expect.stringContaining(`${file} could not be written: EIO: i/o error, fdatasync.`),
  });
});
