import { expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { TEXT_FORMATS } from '../../src/results/text-formats.ts';

async function written(suffix: string, ...tables: Table[]): Promise<string> {
  const source = (async function* () {
    yield* tables;
  })();
  let text = '';
  for await (const piece of TEXT_FORMATS[suffix]!(source)) text += piece;
  return text;
}

test('CSV has names once, quotes what needs it, and tells an empty text from a missing one', async () => {
  const first = { n: [1.5, NaN], s: ['a,b', 'say "x"'], 'k,1': [null, ''] };
  const second = { n: [-Infinity], s: ['two\nlines'], 'k,1': [new Int8Array([1, 2])] };
  expect(await written('.csv', first, second)).toBe(
    'n,s,"k,1"\r\n1.5,"a,b",\r\nNaN,"say ""x""",""\r\n-Infinity,"two\nlines","[1,2]"\r\n',
  );
});

test('JSON lines have an object a row', async () => {
  expect(await written('.jsonl', { n: [1n, 2n] }, { n: [3n] })).toBe('{"n":1}\n{"n":2}\n{"n":3}\n');
});

test('a row of CSV may begin and end with missing values', async () => {
  const table = { a: [null, null], b: [1, null], c: [undefined, null] };
  expect(await written('.csv', table)).toBe('a,b,c\r\n,1,\r\n,,\r\n');
});

test.each(['.csv', '.jsonl'])(
  '%s of many short lines is few pieces, none of them large',
  async (suffix) => {
    const x = Float64Array.from({ length: 100_000 }, (_, i) => i / 8);
    const source = (async function* () {
      yield { x };
    })();
    const sizes: number[] = [];
    for await (const piece of TEXT_FORMATS[suffix]!(source)) sizes.push(piece.length);
    expect(sizes.length).toBeLessThan(50);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  },
);
