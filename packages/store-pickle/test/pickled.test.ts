import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isPickled, Pickled } from '@psyrun/core';
import { PickleStore } from '../src/index.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'psyrun-pickled-'));
  file = join(folder, 'a.pkl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const python = (code: string, ...args: string[]) =>
  execFileSync('/usr/bin/python3', ['-c', `import pickle, sys\n${code}`, ...args], {
    encoding: 'utf8',
  }).trim();

/** Returns the pickle of a Python expression. */
function pickled(expression: string, value: unknown = null): Pickled {
  const code = `import datetime, decimal, fractions\nprint(pickle.dumps(${expression}, 4).hex())`;
  return new Pickled(value, Buffer.from(python(code), 'hex'));
}

test('Python reads the value of the pickle', async () => {
  const store = new PickleStore();
  await store.save(file, {
    x: [pickled("decimal.Decimal('1.10')"), pickled('(1, 2.0)')],
    n: [1, 2],
  });
  await store.append(file, { x: [pickled('datetime.date(2024, 2, 29)')], n: [3] });
  expect(python('print(pickle.load(open(sys.argv[1], "rb")))', file)).toBe(
    "{'x': [Decimal('1.10'), (1, 2.0), datetime.date(2024, 2, 29)], 'n': [1, 2, 3]}",
  );
});

test('JavaScript reads what it can, and keeps the other pickles', async () => {
  const decimal = pickled("decimal.Decimal('1.10')");
  const store = new PickleStore();
  await store.save(file, {
    x: [pickled('(1, [2.5])'), pickled('datetime.date(2024, 2, 29)'), decimal],
  });
  const { x } = await store.load(file);
  expect([x!.at(0), x!.at(1)]).toEqual([[1, [2.5]], new Date('2024-02-29')]);
  const last = x!.at(2);
  expect(isPickled(last) && last.value).toBe('1.10');
  expect(isPickled(last) && Buffer.from(last.pickle)).toEqual(decimal.pickle);
});

test('digits stand for decimal and rational numbers, but not inside of another value', async () => {
  const numbers = [
    "decimal.Decimal('-1E+3')",
    'fractions.Fraction(-1, 3)',
    "[decimal.Decimal('1')]",
  ];
  await new PickleStore().save(file, { x: numbers.map(pickled) });
  const { x } = await new PickleStore().load(file);
  const shown = numbers.map((_, i) => (x!.at(i) as { value: unknown }).value);
  expect(shown).toEqual(['-1E+3', '-1/3', '<decimal.Decimal>']);
});

test('a pickle in a pickle in a pickle is not read', async () => {
  const nested = "type('L', (), {'__reduce__': lambda s: (pickle.loads, (pickle.dumps(1),))})()";
  await new PickleStore().save(file, { x: [pickled(nested)] });
  const { x } = await new PickleStore().load(file);
  expect(isPickled(x!.at(0))).toBe(true);
});
