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
  expect(() => goldenValue({ $: 'set', v: [] })).toThrow('unknown kind');
});
