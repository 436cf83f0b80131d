import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { canonicalRow, rowId, type Row } from '../../src/index.ts';

interface Vector {
  /** The row in words. */
  readonly name: string;
  /** The row as a JavaScript expression: JSON cannot write NaN, bigints or bytes. */
  readonly row: string;
  readonly canonical: string;
  readonly id: string;
}

const vectors = JSON.parse(
  readFileSync(new URL('./row-id.vectors.json', import.meta.url), 'utf8'),
) as Vector[];

// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the fixture is ours
const rowOf = ({ row }: Vector): Row => new Function(`return (${row});`)() as Row;

test.each(vectors)('frozen vector: $name', (vector) => {
  expect(canonicalRow(rowOf(vector))).toBe(vector.canonical);
  expect(rowId(rowOf(vector))).toBe(vector.id);
});

test('the identity can be computed without this package', () => {
  for (const { canonical, id } of vectors) {
    const digest = createHash('sha256').update(`psyrun-row-1\n${canonical}`).digest('hex');
    expect(digest.slice(0, 32)).toBe(id);
  }
});

const SAME: [string, Row, Row][] = [
  ['key order', { a: 1, b: 2 }, { b: 2, a: 1 }],
  ['number and bigint', { a: 1 }, { a: 1n }],
  ['minus zero and zero', { a: -0 }, { a: 0 }],
  ['NaN and NaN', { a: NaN }, { a: -NaN }],
  ['list and typed array', { a: [1, 2] }, { a: new Float64Array([1, 2]) }],
  ['typed arrays of two types', { a: new Int8Array([1, 2]) }, { a: new BigInt64Array([1n, 2n]) }],
  [
    'nested lists and n-d array',
    {
      a: [
        [1, 2],
        [3, 4],
      ],
    },
    { a: { shape: [2, 2], data: new Int32Array([1, 2, 3, 4]) } },
  ],
  [
    'n-d array of no dimensions and number',
    { a: { shape: [], data: new Float64Array([7]) } },
    { a: 7 },
  ],
  ['large integer and bigint', { a: 1e300 }, { a: BigInt(1e300) }],
  ['key order within an object', { o: { a: 1, b: 2 } }, { o: { b: 2, a: 1 } }],
];
test.each(SAME)('equal: %s', (_name, left, right) => expect(rowId(left)).toBe(rowId(right)));

const DIFFERENT: [string, Row, Row][] = [
  ['true and 1', { a: true }, { a: 1 }],
  ['string and number', { a: '1' }, { a: 1 }],
  ['null and NaN', { a: null }, { a: NaN }],
  ['null and absent', { a: null }, {}],
  ['bytes and list', { a: new Uint8Array([1, 2]) }, { a: [1, 2] }],
  ['date and number', { a: new Date(5) }, { a: 5 }],
  ['flat and nested', { a: [1, 2] }, { a: [[1, 2]] }],
  ['neighbouring doubles', { a: 0.1 }, { a: 0.1 + Number.EPSILON / 16 }],
  ['2^53 and 2^53 + 1', { a: 2n ** 53n }, { a: 2n ** 53n + 1n }],
  ['two lone surrogates', { a: '\ud800' }, { a: '\ud801' }],
  ['a value and the same under another key', { a: 1 }, { b: 1 }],
];
test.each(DIFFERENT)('different: %s', (_name, left, right) => {
  expect(rowId(left)).not.toBe(rowId(right));
});

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;

test.each<[string, Row, string]>([
  ['undefined', { a: undefined }, '"a"'],
  ['a function', { a: { b: [() => 1] } }, '"a.b[0]"'],
  ['a map', { a: new Map() }, '"a"'],
  ['an invalid date', { when: new Date(NaN) }, '"when"'],
  ['a class instance', { a: new (class Thing {})() }, 'Thing'],
  ['a value that contains itself', { a: cyclic }, 'circular, as "a.self" is'],
  ['an n-d array whose shape does not fit', { a: { shape: [3], data: new Int8Array(2) } }, '[3]'],
])('refused by name: %s', (_name, row, part) => {
  expect(() => rowId(row)).toThrow(expect.objectContaining({ code: 'PSYRUN_VALUE' }));
  expect(() => rowId(row)).toThrow(part);
});
