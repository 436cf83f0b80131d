import { expect, test } from '@jest/globals';
import { param, product, type Space } from '../src/index.ts';

test('a product of many spaces is that of one after the other', () => {
  const axes = ['a', 'b', 'c'].map((key): Space => param({ [key]: [0, 1] }));
  const chained = axes[0]!.product(axes[1]!).product(axes[2]!);
  expect([...product(...axes)]).toEqual([...chained]);
  expect([...product(axes[1]!)]).toEqual([...axes[1]!]);
  expect(product().length).toBe(0);
  expect(() => product(...axes, axes[0]!)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_AMBIGUOUS_OPERATION', fields: { keys: ['a'] } }),
  );
});
