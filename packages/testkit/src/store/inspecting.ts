import { readFile, stat, writeFile } from 'node:fs/promises';
import type { FileContent } from '@psyrun/core';
import { codeOf } from './code-of.ts';
import type { StoreGroup, StoreTrial } from './store-case.ts';

/** The content of a file, told before it is read. */
export const INSPECTING: StoreGroup = {
  name: 'inspecting',
  cases: [
    {
      name: 'tells the size, the rows and the columns in their order',
      when: (_, { inspect }) => inspect,
      async run(trial) {
        const { store, file, expect } = trial;
        await store.save(file, { z: [0.5, 1, 1.5], a: [0.25, 2, 0.125] });
        await store.append(file, { z: [7.5], b: [0.5] });
        const { kind, bytes, rows, columns, others } = await contentIn(trial);
        expect(kind.length > 0).toEqual(true);
        expect(bytes).toEqual((await stat(file)).size);
        expect(rows).toEqual(4);
        expect(columns.map(({ key, dtype, shape }) => [key, dtype, [...shape]])).toEqual([
          ['z', 'float64', [4]],
          ['a', 'float64', [4]],
          ['b', 'float64', [4]],
        ]);
        expect(columns.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined]);
        expect([...others]).toEqual([]);
      },
    },
    {
      name: 'tells that a table has no rows, or no columns',
      when: (_, { inspect }) => inspect,
      async run(trial) {
        const { store, file, expect } = trial;
        await store.save(file, { x: [], y: [] });
        const { rows, columns } = await contentIn(trial);
        expect([rows, columns.map(({ key }) => key)]).toEqual([0, ['x', 'y']]);
        await store.save(file, {});
        const empty = await contentIn(trial);
        expect([empty.rows, [...empty.columns]]).toEqual([0, []]);
      },
    },
    {
      name: 'of a missing file or of another format is an error with a code',
      when: (_, { inspect }) => inspect,
      async run(trial) {
        const { file, expect } = trial;
        expect(await codeOf(contentIn(trial))).toEqual('PSYRUN_FILE_NOT_FOUND');
        const content = 'radius,trial\n0.5,3\n';
        await writeFile(file, content);
        expect(await codeOf(contentIn(trial))).toEqual('PSYRUN_FILE_FORMAT');
        expect(await readFile(file, 'utf8')).toEqual(content);
      },
    },
  ],
};

function contentIn({ store, file }: StoreTrial): Promise<FileContent> {
  return store.inspect!(file);
}
