import { describe, expect, test } from '@jest/globals';
import { PsyrunError, type Row, type Store, type StoreValueKind } from '@psyrun/core';
import { checkStorable, withRowIndices } from '../../src/index.ts';

/** A store of the contract before `checkRow`. */
const declaring = (...values: StoreValueKind[]) =>
  ({ ext: '.old', capabilities: { values } }) as unknown as Store;

describe('a store without checkRow is asked for the kinds that it declares', () => {
  test.each<[StoreValueKind | undefined, unknown]>([
    [undefined, 1],
    [undefined, NaN],
    [undefined, null],
    [undefined, undefined],
    [undefined, 7n],
    ['bigint', 2n ** 60n],
    ['string', 'a'],
    ['boolean', true],
    ['bytes', Uint8Array.of(1)],
    ['date', new Date(0)],
    ['map', new Map()],
    ['set', new Set()],
    ['object', { a: 1 }],
    ['complex', { re: 1, im: 2 }],
    ['ndarray', [1, 2]],
    ['ndarray', Float64Array.of(1)],
    ['list', ['a', 1]],
  ])('%s: %p', (kind, value) => {
    const row = { x: 1, value };
    const check = (store: Store) => () => checkStorable(store, row, 20);
    if (kind === undefined) return expect(check(declaring())).not.toThrow();
    expect(check(declaring(kind))).not.toThrow();
    expect(check(declaring())).toThrow(
      expect.objectContaining({
        code: 'PSYRUN_STORE_VALUE',
        fields: { key: 'value', kind: expect.any(String), row: 20 },
        message: expect.stringMatching(/^Row 20 holds a value of the kind .* "value", which .old/),
      }),
    );
  });

  test('lists may count as arrays, and complex numbers are objects', () => {
    checkStorable(declaring('ndarray'), { v: ['a', 'b'] }, 0);
    checkStorable(declaring('list'), { v: [1, 2] }, 0);
    checkStorable(declaring('object'), { z: { re: 1, im: 2 } }, 0);
  });
});

test('a store with checkRow decides itself, and its row 0 is the row of the space', () => {
  const fields = { key: 'x', row: 0 };
  const store: Store = Object.assign(declaring(), {
    checkRow(row: Row) {
      if (row['x'] === 'odd')
        throw new PsyrunError('PSYRUN_STORE_VALUE', 'Row 0 is odd.', { fields });
    },
  });
  checkStorable(store, { x: 'even' }, 3);
  expect(() => checkStorable(store, { x: 'odd' }, 20)).toThrow(
    expect.objectContaining({ message: 'Row 20 is odd.', fields: { key: 'x', row: 20 } }),
  );
});

test('rows are renamed in messages, but not in quoted text, hints and fields of other names', () => {
  const cause = new Error('row 1');
  const error = new PsyrunError(
    'PSYRUN_STORE_VALUE',
    '"row 1" differs in row 1 (row 0) and rows 2.',
    {
      hint: 'See row 1.',
      fields: { row: 1, rows: 1 },
      cause,
    },
  );
  const renamed = withRowIndices(error, (row) => row + 10);
  expect(renamed).toMatchObject({
    code: 'PSYRUN_STORE_VALUE',
    message: '"row 1" differs in row 11 (row 10) and rows 2. See row 1.',
    hint: 'See row 1.',
    fields: { row: 11, rows: 1 },
    cause,
  });
  expect(withRowIndices(new PsyrunError('PSYRUN_STORE_VALUE', 'no'), () => 1).fields).toEqual({});
});
