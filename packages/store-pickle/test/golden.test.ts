import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { concatTables } from '@psyrun/columns';
import { comparableTable, describeGoldenFiles, type GoldenFile } from '@psyrun/testkit';
import { PickleStore } from '../src/pickle-store.ts';
import golden from './fixtures/expected.json' with { type: 'json' };

const store = new PickleStore();
const fixtures = join(import.meta.dirname, 'fixtures');
const files = golden.cases as readonly GoldenFile[];

describeGoldenFiles({ describe, test, expect }, store, fixtures, files);

describe('files of the original can be appended to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-golden-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(files)('$file', async ({ file: name }) => {
    const file = join(folder, name);
    copyFileSync(join(fixtures, name), file);
    const old = await store.load(file);
    const lengths = new Set(Object.values(old).map(({ length }) => length));
    const appending = store.append(file, { extra: [1, 2] });
    if (lengths.size > 1) {
      await expect(appending).rejects.toMatchObject({ code: 'PSYRUN_FILE_FORMAT' });
    } else {
      await appending;
      await store.append(file, { extra: [3] });
      const whole = concatTables([old, { extra: [1, 2] }, { extra: [3] }]);
      expect(comparableTable(await store.load(file))).toEqual(comparableTable(whole));
    }
  });
});
