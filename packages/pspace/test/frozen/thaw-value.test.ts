import { describe, expect, test } from '@jest/globals';
import { thaw } from '../../src/index.ts';

const inParam = (axis: unknown) => ({
  format: 'psyrun-space',
  version: 1,
  space: { op: 'param', axes: [['a', axis]] },
});
const constant = (value: unknown) => inParam({ constant: value });
const bytes = (v: string) => ({ $: 'int8', v });

describe('a few letters that would fill the memory or exhaust the stack are refused', () => {
  test.each<[string, unknown]>([
    [
      'endless axes without elements',
      constant({ $: 'ndarray', shape: [1e9, 1e9, 0], data: bytes('') }),
    ],
    [
      'a thousand axes',
      constant({ $: 'ndarray', shape: new Array(1000).fill(1), data: bytes('AA==') }),
    ],
    [
      'a choice of a billion values that are not there',
      inParam({ builder: 'choice', args: [{ $: 'object', v: [['length', 1e9]] }, 3, 1] }),
    ],
    ['a range beyond the floats', inParam({ builder: 'range', args: [-1e308, 1e308, 1e-300] })],
  ])('%s', (_, frozen) => {
    expect(() => thaw(frozen)).toThrow(expect.objectContaining({ code: 'PSYRUN_FROZEN_SPACE' }));
  });
});

describe('arguments that cannot be converted to a string are refused like other invalid ones', () => {
  const object = { $: 'object', v: [['toString', 1]] };
  test.each<[string, unknown[]]>([
    ['linspace', [object, 1, 3]],
    ['linspace', [{ $: 'bigint', v: '1' }, 2, 3]],
    ['uniform', [0, 1, 3, object]],
    ['latinHypercube', [0, 1, object, 3, 1]],
    ['sobol', [0, object, 1, 3, 1]],
  ])('%s %j', (builder, args) => {
    expect(() => thaw(inParam({ builder, args }))).toThrow(
      expect.objectContaining({ code: 'PSYRUN_FROZEN_SPACE' }),
    );
  });
});
