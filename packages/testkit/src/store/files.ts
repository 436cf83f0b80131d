import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Store } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import type { StoreGroup } from './store-case.ts';

/** Files that do not exist or are damaged. */
export const FILES: StoreGroup = {
  name: 'files that are missing or damaged',
  cases: [
    {
      name: 'a missing file is an error with a code, and is not created',
      async run({ store, file, expect }) {
        expect(await readingCodes(store, file)).toEqual(everywhere('PSYRUN_FILE_NOT_FOUND'));
        expect(await readdir(dirname(file))).toEqual([]);
      },
    },
    ...[
      ['an empty file', ''],
      ['a text file', 'radius,trial\n0.5,3\n'],
      ['a file of zeros', '\0'.repeat(5000)],
    ].map(([what, content]) => ({
      name: `${what} is an error with a code, and does not change`,
      async run({ store, file, expect }: Parameters<StoreGroup['cases'][number]['run']>[0]) {
        await writeFile(file, content!);
        expect(await readingCodes(store, file)).toEqual(everywhere('PSYRUN_FILE_FORMAT'));
        expect(await codeOf(store.append(file, { x: [1] }))).toEqual('PSYRUN_FILE_FORMAT');
        expect(await readFile(file, 'latin1')).toEqual(content);
      },
    })),
    {
      name: 'a truncated file is an error with a code',
      async run({ store, file, expect }) {
        await store.save(file, { x: Array.from({ length: 5000 }, (_, row) => row / 3) });
        const { length } = await readFile(file);
        for (const part of [0.99, 0.5, 0.1]) {
          await truncate(file, Math.floor(length * part));
          expect(await codeOf(store.load(file))).toEqual('PSYRUN_FILE_FORMAT');
        }
      },
    },
  ],
};

/** Returns the error codes of the three ways to read a file. */
async function readingCodes(store: Store, file: string): Promise<Record<string, string>> {
  return {
    load: await codeOf(store.load(file)),
    row: await codeOf(store.load(file, 0)),
    scan: await codeOf(scanToEnd(store, file)),
  };
}

function everywhere(code: string): Record<string, string> {
  return { load: code, row: code, scan: code };
}

async function scanToEnd(store: Store, file: string): Promise<void> {
  const tables = store.scan(file)[Symbol.asyncIterator]();
  while ((await tables.next()).done !== true);
}
