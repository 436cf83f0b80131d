import { expect, test } from '@jest/globals';
import { decodeBlock } from '../../src/file/decode-block.ts';

const columns = [{ key: 'x', numeric: true, floats: false, since: 0, before: 'NaN' }] as const;
const decode = (rows: number, before: number) => {
  const header = { rows, before, after: 0, bytes: 0, checksum: 0, columns };
  // The column is at memo 1; 1 and 2 are appended to it.
  return decodeBlock(Buffer.from('h\x01(K\x01K\x02e0', 'latin1'), header, columns, 'r.pkl')['x'];
};

test('a block gives its own rows, without those that stand in it for the rows before', () => {
  expect(decode(2, 7)).toEqual([1, 2]);
  expect(decode(1, 1)).toEqual([2]);
});

test.each([
  [3, 0],
  [1, 0],
  [1, 2],
])('%d rows behind %d are not two values', (rows, before) => {
  expect(() => decode(rows, before)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_FILE_FORMAT' }),
  );
});
