import { expect, test } from '@jest/globals';
import { csvText } from '../../src/model/csv-text.ts';

test('cells with commas, quotes and line ends are quoted', () => {
  expect([...csvText(['a', 'b,c'], 1, () => ['say "x"', 'two\nlines'])].join('')).toBe(
    'a,"b,c"\r\n"say ""x""","two\nlines"\r\n',
  );
});
