import { describe, expect, test } from '@jest/globals';
import type { ParameterSpace } from '@psyrun/core';
import fc from 'fast-check';
import {
  asSpace,
  choice,
  freeze,
  fromTable,
  geomspace,
  latinHypercube,
  linspace,
  logspace,
  logUniform,
  normal,
  param,
  range,
  sobol,
  Space,
  thaw,
  uniform,
} from '../src/index.ts';

/** Through JSON, as in a file. */
function roundTrip(space: Space): Space {
  return thaw(JSON.parse(JSON.stringify(freeze(space))));
}

describe('a value is read back unchanged', () => {
  test.each<[string, unknown]>([
    ['NaN', NaN],
    ['infinities', [Infinity, -Infinity]],
    ['minus zero', -0],
    ['a float', 0.1],
    ['a subnormal float', 5e-324],
    ['a large integer', 2 ** 53],
    ['a bigint', -(2n ** 70n)],
    ['strings', ['', 'ä\u0000😀', '__proto__']],
    ['booleans and null', [true, false, null]],
    ['a date', new Date(1234)],
    ['bytes', Uint8Array.of(0, 255, 10)],
    ['a nested list', [[1, [2, NaN]], []]],
    ['an object', { b: -0, a: { list: [1n], $: 'x' } }],
    ['an object with $', { $: 'bigint', v: 'no' }],
    ['an n-d array', { shape: [2, 1], data: Float32Array.of(0.1, NaN) }],
    ...[
      Int8Array.of(-1),
      Uint8ClampedArray.of(300),
      Int16Array.of(-300),
      Uint16Array.of(65535),
      Int32Array.of(-70000),
      Uint32Array.of(2 ** 32 - 1),
      BigInt64Array.of(-(2n ** 63n)),
      BigUint64Array.of(2n ** 64n - 1n),
      Float32Array.of(0.1, NaN),
      Float64Array.of(0.1, -0, NaN, 1e308),
    ].map((array): [string, unknown] => [array.constructor.name, array]),
  ])('%s', (_, value) => {
    const space = param({ key: [value] });
    expect(roundTrip(space).at(0)['key']).toStrictEqual(value);
    expect([...roundTrip(param({ list: [1, 2], key: [value, value] }))]).toStrictEqual([
      { list: 1, key: value },
      { list: 2, key: value },
    ]);
  });

  test('as a scalar, whatever kind', () => {
    const scalars = { d: new Date(5), b: Uint8Array.of(1), o: { x: [1] }, s: 'ab', n: null, z: -0 };
    expect(roundTrip(param(scalars)).at(0)).toStrictEqual(scalars);
  });

  test('as a typed column, of the same values', () => {
    const typed = { u: Uint8Array.of(1, 255), f: Float32Array.of(0.1, 0.2) };
    expect(roundTrip(fromTable(typed)).build()).toEqual(fromTable(typed).build());
    expect(fromTable(typed).at(1)['u']).toBe(255);
  });
});

test('a key __proto__ stays a key and changes no prototype', () => {
  const given = JSON.parse('{"__proto__": [{"__proto__": {"polluted": 1}}]}') as object;
  const row = roundTrip(param(given as Record<string, unknown>)).at(0);
  expect(JSON.stringify(row)).toBe('{"__proto__":{"__proto__":{"polluted":1}}}');
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('every builder is frozen as its arguments', () => {
  const axes = {
    range: range(10, 20, 0.5),
    linspace: linspace(0, 1, 20),
    logspace: logspace(-3, 3, 20, 2),
    geomspace: geomspace(1, 1e6, 20),
    uniform: uniform(0, 1, 20, 'seed'),
    normal: normal(0, 1, 20, 1),
    logUniform: logUniform(1, 2, 20, 2),
    choice: choice([1n, 'x', null], 20, 3),
  };
  const space = param(axes)
    .zip(latinHypercube({ l: [0, 1] }, 20, 1))
    .zip(sobol({ s: [0, 1], t: [0, 1] }, 20, 'shift'));
  const frozen = JSON.stringify(freeze(space));
  for (const name of [...Object.keys(axes), 'latinHypercube', 'sobol']) {
    expect(frozen).toContain(`{"builder":"${name}"`);
  }
  expect([...roundTrip(space)]).toEqual([...space]);
});

describe('a frozen space is small', () => {
  const size = (space: Space) => JSON.stringify(freeze(space)).length;

  test('a huge product', () => {
    const axes = [...'abcdefghij'].map((key) => param({ [key]: linspace(0, 1, 16) }) as Space);
    const space = axes.reduce((all, axis) => all.product(axis));
    expect(space.length).toBe(2 ** 40);
    expect(size(space)).toBeLessThan(1000);
  });

  test('floats with many digits, by base64', () => {
    const values = Array.from({ length: 1000 }, (_, i) => Math.sqrt(i + 2));
    expect(size(param({ x: values }))).toBeLessThan(10_800);
    expect([...roundTrip(param({ x: values }))]).toEqual(values.map((x) => ({ x })));
  });

  test('few rows taken away, by runs', () => {
    const space = param({ x: range(1e6) }).difference(param({ x: [5, 6, 7, 99] }));
    expect(size(space)).toBeLessThan(250);
  });

  test('half of all rows, by bits', () => {
    const space = param({ x: range(1e5) }).where(({ x }) => Math.imul(x, 2654435761) < 0);
    expect(size(space)).toBeLessThan(1e5 / 6 + 300);
    expect([...roundTrip(space)]).toEqual([...space]);
  });
});

test('a space of another kind is frozen row by row', () => {
  const rows = [{ a: 1 }, { a: NaN }];
  const foreign: ParameterSpace = {
    keys: ['a', 'b'],
    length: 2,
    at: (index) => rows[index]!,
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  };
  expect(thaw(freeze(foreign)).keys).toEqual(['a', 'b']);
  expect([...thaw(freeze(foreign))].map((row) => row['a'])).toEqual([1, NaN]);
});

test('a space of another copy of this package is taken as what it freezes to', () => {
  const original = param({ a: range(1e9) });
  const copy = { freeze: () => freeze(original) } as unknown as ParameterSpace;
  expect(asSpace(copy)).toBeInstanceOf(Space);
  expect(asSpace(copy).at(7)).toEqual({ a: 7 });
});

test('a value that a row cannot hold is not frozen as something else', () => {
  expect(() => freeze(fromTable({ a: [new Map([[1, 2]])] }))).toThrow(
    expect.objectContaining({ code: 'PSYRUN_VALUE' }),
  );
});

describe('is refused, naming the place', () => {
  const inParam = (axis: unknown) => ({ op: 'param', axes: [['a', axis]] });
  const data = (space: unknown) => ({ format: 'psyrun-space', version: 1, space });
  const three = inParam({ list: [1, 2, 3] });
  const cases: [string, unknown, string][] = [
    ['nothing', null, 'the data'],
    ['a list', [], 'the data'],
    ['another format', { ...data(three), format: 'x' }, 'format'],
    ['another version', { ...data(three), version: 3 }, 'version'],
    [
      'version 2 without what it says about former rows',
      { ...data(three), version: 2 },
      'the data',
    ],
    ['a further member', { ...data(three), more: 1 }, 'the data'],
    ['an unknown operator', data({ op: 'eval' }), 'space.op'],
    ['an operator of Object', data({ op: 'constructor' }), 'space.op'],
    ['an operator that is not a string', data({ op: ['param'] }), 'space.op'],
    ['no axes', data({ op: 'param' }), 'space'],
    [
      'a key twice',
      data({
        op: 'param',
        axes: [
          ['a', { list: [] }],
          ['a', { list: [] }],
        ],
      }),
      'space.axes',
    ],
    [
      'a key that is not a string',
      data({ op: 'param', axes: [[1, { list: [] }]] }),
      'space.axes[0]',
    ],
    ['an unknown axis', data(inParam({ code: '1' })), 'space.axes[0]'],
    [
      'an unknown builder',
      data(inParam({ builder: 'toString', args: [] })),
      'space.axes[0].builder',
    ],
    ['unusable arguments', data(inParam({ builder: 'range', args: [0, 1, 0] })), 'space.axes[0]'],
    ['missing arguments', data(inParam({ builder: 'linspace', args: [] })), 'space.axes[0]'],
    [
      'an invalid seed',
      data(inParam({ builder: 'uniform', args: [0, 1, 5, null] })),
      'space.axes[0]',
    ],
    [
      'an unknown value',
      data(inParam({ list: [1, { $: 'function', v: 'AAAA' }] })),
      'space.axes[0].list[1]',
    ],
    ['a value without a tag', data(inParam({ list: [{ a: 1 }] })), 'space.axes[0].list[0].$'],
    [
      'a bigint with code',
      data(inParam({ constant: { $: 'bigint', v: '1+1' } })),
      'space.axes[0].constant.v',
    ],
    ['base64 with other letters', data(inParam({ numbers: 'AA-A' })), 'space.axes[0].numbers'],
    ['half a float', data(inParam({ numbers: 'AAAA' })), 'space.axes[0].numbers'],
    [
      'an array of the wrong size',
      data(inParam({ constant: { $: 'ndarray', shape: [2], data: { $: 'int8', v: 'AA==' } } })),
      'space.axes[0].constant',
    ],
    [
      'lengths that differ',
      data({
        op: 'param',
        axes: [
          ['a', { list: [1] }],
          ['b', { list: [] }],
        ],
      }),
      'space',
    ],
    ['a key in two factors', data({ op: 'product', factors: [three, three] }), 'space'],
    ['a damaged factor', data({ op: 'product', factors: [three, 5] }), 'space.factors[1]'],
    [
      'zips of different length',
      data({ op: 'zip', parts: [three, { op: 'param', axes: [['b', { list: [] }]] }] }),
      'space',
    ],
    ['rows that are not there', data({ op: 'slice', of: three, start: 2, length: 2 }), 'space'],
    ['half a row', data({ op: 'slice', of: three, start: 0.5, length: 2 }), 'space.start'],
    [
      'a set of another size',
      data({ op: 'subset', of: three, keep: { universe: 4, runs: '' } }),
      'space.keep.universe',
    ],
    [
      'a damaged set',
      data({ op: 'subset', of: three, keep: { universe: 3, runs: 'AAQ=' } }),
      'space.keep.runs',
    ],
    ['an order without seed', data({ op: 'shuffle', of: three, seed: null }), 'space.seed'],
    [
      'a condition that shares a key',
      data({ op: 'when', of: three, matches: { universe: 3, runs: '' }, then: three }),
      'space',
    ],
  ];
  test.each(cases)('%s', (_, frozen, place) => {
    expect(() => thaw(frozen)).toThrow(
      expect.objectContaining({ code: 'PSYRUN_FROZEN_SPACE', fields: { place } }),
    );
  });

  test('nested without end', () => {
    let value: unknown = 1;
    for (let i = 0; i < 1e5; i++) value = [value];
    expect(() => thaw(data(inParam({ constant: value })))).toThrow(
      expect.objectContaining({ code: 'PSYRUN_FROZEN_SPACE' }),
    );
    let node: unknown = three;
    for (let i = 0; i < 1e5; i++) node = { op: 'slice', of: node, start: 0, length: 3 };
    expect(() => thaw(data(node))).toThrow(
      expect.objectContaining({ code: 'PSYRUN_FROZEN_SPACE' }),
    );
  });
});

test('a changed frozen space is refused or is a space', () => {
  const space = param({ a: linspace(0, 1, 5), b: [1n, NaN, 'x', null, new Date(0)] })
    .product(param({ c: Int8Array.of(1, 2) }))
    .sample(7, 'seed')
    .when({ c: 1 }, param({ d: [true] }))
    .where(({ a }) => a > 0);
  const text = JSON.stringify(freeze(space));
  const changes = fc.tuple(
    fc.nat({ max: text.length }),
    fc.nat({ max: 3 }),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(changes, ([at, cut, put]) => {
      let changed: unknown;
      try {
        changed = JSON.parse(text.slice(0, at) + put + text.slice(at + cut));
      } catch {
        return;
      }
      try {
        expect(thaw(changed)).toBeInstanceOf(Space);
      } catch (error) {
        expect(error).toMatchObject({ code: 'PSYRUN_FROZEN_SPACE' });
      }
    }),
    { numRuns: 3000 },
  );
});
