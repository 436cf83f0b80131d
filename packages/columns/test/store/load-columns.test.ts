import { expect, test } from '@jest/globals';
import type { LoadOptions, Store, Table } from '@psyrun/core';
import { loadColumns, scanColumns } from '../../src/store/load-columns.ts';

const TABLE = { x: [1], y: [2], z: [3] };

/** A store that only reads, and tells with which options. */
function reading(columns: boolean) {
  const asked: (LoadOptions | undefined)[] = [];
  const read = ({ columns: keys = Object.keys(TABLE) }: LoadOptions = {}): Table =>
    Object.fromEntries(keys.map((key) => [key, TABLE[key as 'x']]));
  const store = {
    capabilities: { cheapAppend: false, cheapRow: false, values: [], ...(columns && { columns }) },
    load: async (_: string, options?: LoadOptions) => (asked.push(options), read(options)),
    async *scan(_: string, options?: LoadOptions) {
      asked.push(options);
      yield read(options);
    },
  } as unknown as Store;
  return { store, asked };
}

test.each([true, false])('chosen columns of a store that declares them: %s', async (declares) => {
  const { store, asked } = reading(declares);
  expect(await loadColumns(store, 'f', ['z', 'x'])).toEqual({ z: [3], x: [1] });
  for await (const table of scanColumns(store, 'f', { columns: ['y'] })) {
    expect(table).toEqual({ y: [2] });
  }
  const options = [{ columns: ['z', 'x'] }, { columns: ['y'] }];
  expect(asked).toEqual(declares ? options : [undefined, {}]);
  expect(await loadColumns(store, 'f', undefined)).toEqual(TABLE);
});

test('a column that is not there is named, with those that are', async () => {
  await expect(loadColumns(reading(false).store, 'f', ['w'])).rejects.toMatchObject({
    code: 'PSYRUN_COLUMN_NOT_FOUND',
    message: expect.stringContaining('f has no column "w". It has "x", "y", "z".'),
  });
});
