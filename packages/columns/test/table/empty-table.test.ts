import { expect, test } from '@jest/globals';
import { emptyTable } from '../../src/table/empty-table.ts';

test('keeps a column under any key', () => {
  const table = emptyTable<number[]>();
  table['__proto__'] = [1];
  table['constructor'] = [2];
  expect(Object.entries(table)).toEqual([
    ['__proto__', [1]],
    ['constructor', [2]],
  ]);
});
