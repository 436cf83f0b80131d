import { describe, expect, test } from '@jest/globals';
import { getResult } from '../../src/map/get-result.ts';

test('returns the parameters and the results of the function', () => {
  expect(getResult(({ x }) => ({ y: x * x }), { x: 4 })).toEqual({ x: 4, y: 16 });
});

test('returns a promise for an asynchronous function', async () => {
  const result = getResult(async ({ x }) => ({ y: x * x }), { x: 4 });
  expect(result).toBeInstanceOf(Promise);
  expect(await result).toEqual({ x: 4, y: 16 });
});

test('accepts any object with a then method as a promise', async () => {
  const later = { then: (take: (result: object) => void) => take({ y: 1 }) };
  expect(await getResult(() => later as PromiseLike<object>, { x: 4 })).toEqual({ x: 4, y: 1 });
});

test('excludes parameters and results, and warns about a key that does not occur', () => {
  const warnings: unknown[] = [];
  const exclude = ['x', 'z', 'w'];
  const row = getResult(
    () => ({ y: 1, z: 2 }),
    { x: 4 },
    {
      exclude,
      onWarning: ({ code, fields }) => warnings.push([code, fields]),
    },
  );
  expect(row).toEqual({ y: 1 });
  expect(warnings).toEqual([['PSYRUN_WARN_INEFFECTIVE_EXCLUDE', { key: 'w' }]]);
});

test('B24: a function cannot change a parameter of its row', () => {
  const clash = () => getResult(() => ({ x: 5, y: 1 }), { x: 4 });
  expect(clash).toThrow(expect.objectContaining({ code: 'PSYRUN_RESULT_KEY_CLASH' }));
  expect(clash).toThrow(/"x".*5/);
  const assign = (params: { x: number }) => ({ y: (params.x = 5) });
  expect(getResult(assign, { x: 4 })).toEqual({ x: 4, y: 5 });
});

describe('refuses a result', () => {
  test.each([undefined, null, 3, 'text', [['y', 1]], new Map([['y', 1]]), new (class Result {})()])(
    '%p',
    (returned) => {
      const call = () => getResult(() => returned as object, { x: 4 });
      expect(call).toThrow(expect.objectContaining({ code: 'PSYRUN_RESULT_NOT_OBJECT' }));
    },
  );

  test('an empty object is a result', () => {
    expect(getResult(() => ({}), { x: 4 })).toEqual({ x: 4 });
  });
});

test('passes on the error of the function', async () => {
  const error = new RangeError('no');
  const fail = () => {
    throw error;
  };
  expect(() => getResult(fail, {})).toThrow(error);
  await expect(getResult(async () => fail(), {})).rejects.toBe(error);
});
