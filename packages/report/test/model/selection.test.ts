import { expect, test } from '@jest/globals';
import { changed, maskOf, whereText, type Condition } from '../../src/model/selection.ts';

const range = (key: string, least: number, most: number): Condition => ({
  kind: 'range',
  key,
  least,
  most,
});

test('rows have to fulfil all conditions', () => {
  const rows = [1, 2, 3, 4];
  const mask = maskOf(
    4,
    [range('a', 2, 4), range('b', 1, 3)],
    (one) => (row) => one.kind === 'range' && rows[row]! >= one.least && rows[row]! <= one.most,
  );
  expect([...mask]).toEqual([0, 1, 1, 0]);
});

test('a key has one condition', () => {
  const first = changed([], 'a', range('a', 1, 2));
  expect(changed(first, 'a', range('a', 3, 4))).toEqual([range('a', 3, 4)]);
  expect(changed(first, 'a')).toEqual([]);
});

test('the expression selects the same rows of a space, whatever keys and values hold', () => {
  const key = 'a"]);alert(1);//';
  const values = ['</script>', "it's", null, NaN, [1, 'x'], 2n, true];
  const text = whereText(
    [{ kind: 'values', key, values }, range('b', 0, 1), range('result', 0, 1)],
    [key, 'b'],
  );
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is an expression of a task file
  const where = new Function('space', `return space${text}`) as (space: unknown) => unknown[];
  const rows = [...values, 'other', 3].flatMap((value) => [
    { [key]: value, b: 0.5 },
    { [key]: value, b: 2 },
  ]);
  const space = { where: (keep: (row: unknown) => boolean) => rows.filter(keep) };
  expect(where(space)).toEqual(values.map((value) => ({ [key]: value, b: 0.5 })));
});
