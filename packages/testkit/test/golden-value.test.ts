import { expect, test } from '@jest/globals';
import { goldenValue } from '../src/golden-value.ts';

test('what JSON lacks', () => {
  const data = [{ $: 'nan' }, { $: 'int', v: '9007199254740993' }, { $: 'np', v: true }, null];
  expect(goldenValue({ $: 'ndarray', shape: [2, 2], data })).toEqual([
    [NaN, 9007199254740993n],
    [true, null],
  ]);
  expect(goldenValue({ z: { $: 'complex', re: 1, im: { $: 'float', v: '-0.5' } } })).toEqual({
    z: { re: 1, im: -0.5 },
  });
  expect(goldenValue({ $: 'dict', v: [['a', ['b']]] })).toEqual({ a: ['b'] });
  expect(() => goldenValue({ $: 'Fraction', v: [] })).toThrow('unknown kind');
  expect(goldenValue({ $: 'range', v: [10, 0, -2] })).toEqual([10, 8, 6, 4, 2]);
  expect(goldenValue({ $: 'frozenset', v: [3] })).toEqual(new Set([3]));
  expect(goldenValue({ $: 'bytes', hex: '61ff' })).toEqual(Uint8Array.of(0x61, 0xff));
  expect(goldenValue({ $: 'np', dtype: '<M8[D]', v: '2018-06-26' })).toEqual(
    new Date('2018-06-26'),
  );
});
