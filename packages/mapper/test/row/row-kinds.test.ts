import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { Row, Store } from '@psyrun/core';
import { readJournal } from '@psyrun/journal';
import { param } from '@psyrun/pspace';
import { mapPspaceParallel } from '../../src/map/map-pspace-parallel.ts';
import { mapPspace, type RowFunction } from '../../src/map/map-pspace.ts';
import { mapPspaceHddBacked } from '../../src/on-disk/map-pspace-hdd-backed.ts';
import { functionAddress } from '../../src/pool/function-address.ts';
import type { FailedOutcome } from '../../src/row/outcome.ts';

jest.setTimeout(120_000);

/** A kind of row of the fixture, and what must be recorded of it. */
interface Kind {
  readonly name: string;
  /** Name and message of the error. */
  readonly error?: string | RegExp;
  readonly message?: RegExp;
  readonly reason?: string;
  /** The reason if mapPspace evaluates the row. */
  readonly reasonInMemory?: string;
  readonly code?: string;
  /** The result of a row that is done. */
  readonly value?: unknown;
  /** True if a table in memory may hold the result. */
  readonly inMemory?: boolean;
  /** True if the function changes or ends its process. */
  readonly harms?: boolean;
}

const MODULE = new URL('../fixtures/row-kinds.js', import.meta.url);
const { KINDS, actAs } = (await import(MODULE.href)) as {
  KINDS: ReadonlyMap<string, Kind>;
  actAs: RowFunction<{ kind: string; x: number }>;
};
const ALL = [...KINDS.values()];
const HARMLESS = ALL.filter(({ harms }) => harms !== true);

/** A space with a harmless row after each kind of row. */
function spaceOf(kinds: readonly Kind[]) {
  const names = kinds.flatMap(({ name }) => [name, '']);
  return param({ kind: names, x: names.map((_, x) => x) });
}

/** Collects failed rows by index. */
function failures() {
  const failed = new Map<number, FailedOutcome['error']>();
  const onFailed = ({ index, error }: FailedOutcome) => void failed.set(index, error);
  return { failed, onFailed };
}

/** Returns what is wrong with the outcomes, as sentences. */
function faults(
  kinds: readonly Kind[],
  failed: ReadonlyMap<number, FailedOutcome['error']>,
  valueAt: (index: number) => unknown,
  isInMemory = false,
): string[] {
  return kinds.flatMap((kind, i) => {
    const plain = 2 * i + 1;
    const others = failed.has(plain) || valueAt(plain) !== plain ** 2 ? ['The next row.'] : [];
    const error = failed.get(2 * i);
    const own = error
      ? faultOf(kind, error, isInMemory)
      : faultOfDone(kind, valueAt(2 * i), isInMemory);
    return [...others, ...own].map((fault) => `${kind.name}: ${fault}`);
  });
}

function faultOf(kind: Kind, error: FailedOutcome['error'], isInMemory: boolean): string[] {
  const { name, message, stack, cause, reason, code } = error;
  const expected = (isInMemory ? kind.reasonInMemory : undefined) ?? kind.reason;
  if ('value' in kind) return [`failed: ${message}`];
  const text = `${name}: ${message}`;
  const told = `${text} ${stack} ${cause?.message}`;
  const isRight =
    (expected ?? 'crashed,timeout').includes(reason) &&
    (kind.code === undefined || kind.code === code) &&
    (typeof kind.error !== 'string' || kind.error === text) &&
    (!(kind.error instanceof RegExp) || kind.error.test(text)) &&
    (kind.message?.test(told) ?? true);
  return isRight ? [] : [`${reason} ${code} ${text}`];
}

function faultOfDone(kind: Kind, value: unknown, isInMemory: boolean): string[] {
  if (!('value' in kind)) return isInMemory && kind.inMemory === true ? [] : ['done'];
  try {
    expect(value).toEqual(kind.value);
    return [];
  } catch {
    return [`done with ${String(value)}`];
  }
}

/** A store that holds anything, as nothing is read from its files. */
const FORGETFUL = {
  ext: '.none',
  capabilities: { values: ['string', 'object', 'mixed', 'ndarray', 'null', 'boolean', 'bytes'] },
  save: () => Promise.resolve(),
} as unknown as Store;

describe('each kind of row fails alone or is done, and the row after it is done', () => {
  test('mapPspaceParallel', async () => {
    const { failed, onFailed } = failures();
    const options = { poolSize: 2, timeout: 1500, maxMemory: 64, onOutput: () => undefined };
    const space = spaceOf(ALL);
    const address = functionAddress(MODULE, 'actAs');
    const table = await mapPspaceParallel(address, space, { ...options, onFailed });
    expect(faults(ALL, failed, (index) => table['value']!.at(index))).toEqual([]);
  });

  test('mapPspace', async () => {
    const { failed, onFailed } = failures();
    const table = await mapPspace(actAs, spaceOf(HARMLESS), { onFailed });
    expect(faults(HARMLESS, failed, (index) => table['value']!.at(index), true)).toEqual([]);
  });

  test('mapPspaceHddBacked, and its journal holds the errors exactly', async () => {
    const { failed, onFailed } = failures();
    const folder = await mkdtemp(join(tmpdir(), 'psyrun-kinds-'));
    try {
      const file = join(folder, 'rows.none');
      const options = { onFailed, returnData: false };
      await mapPspaceHddBacked(actAs, spaceOf(HARMLESS), file, FORGETFUL, options);
      const rows: Row[] = [];
      for await (const { record } of readJournal(`${file}.journal`)) {
        rows[record.index] = record.row;
        if (record.kind === 'failed') expect(record.error).toEqual(failed.get(record.index));
      }
      expect(faults(HARMLESS, failed, (index) => rows[index]!['value'])).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
