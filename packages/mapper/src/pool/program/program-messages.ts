import type { RowError } from '@psyrun/journal';
import { damaged, errorOf, isObject, textOf } from './decode-values.ts';
import type { Frame } from './frame-reader.ts';

/** The version of the worker protocol that psyrun speaks. */
export const PROTOCOL = 1;
/** The maximum number of rows that a program has at a time: two batches of the pool. */
const MOST_ROWS = 2000;

/** A program in its own words. */
export interface Hello {
  /** The number of rows that it takes at a time. */
  readonly batch: number;
  /** True if it reads further rows while it has some. */
  readonly queue: boolean;
  /** Versions of its language and of its libraries, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A report whose lists fit together. Its results are still as the program wrote them. */
export interface RawReport {
  readonly rows: readonly number[];
  readonly startedAt: readonly number[];
  readonly durations: readonly number[];
  readonly added: readonly unknown[];
  readonly errors: readonly (RowError | null)[];
  readonly excluded: readonly string[];
}

/** Reads `hello`. Throws `BrokenProtocol`. */
export function helloOf({ message }: Frame): Hello {
  const { protocol, language, version, batch = 1, queue = false, versions = {} } = message;
  if (protocol !== PROTOCOL) {
    const spoken = JSON.stringify(protocol) ?? 'none';
    throw damaged(`"protocol" is ${spoken}, which`, `a version that psyrun speaks: ${PROTOCOL}`);
  }
  if (!isCount(batch) || batch === 0) throw damaged('"batch"', 'an integer of at least 1');
  if (typeof queue !== 'boolean') throw damaged('"queue"', 'true or false');
  const own =
    language === undefined
      ? {}
      : {
          [textOf(language, '"language"')]:
            version === undefined ? '' : textOf(version, '"version"'),
        };
  return {
    batch: Math.min(batch, MOST_ROWS),
    queue,
    versions: { ...own, ...versionsOf(versions) },
  };
}

/** Reads versions by name. Throws `BrokenProtocol`. */
export function versionsOf(value: unknown): Record<string, string> {
  if (!isObject(value)) throw damaged('"versions"', 'an object');
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name, textOf(text, '"versions"')]),
  );
}

/** Reads `report`. Throws `BrokenProtocol`. */
export function reportOf({ message }: Frame): RawReport {
  const rows = listOf(message['rows'], '"rows"', countOf);
  const same = <T>(name: string, read: (item: unknown, place: string) => T): T[] => {
    const list = listOf(message[name], `"${name}"`, read);
    if (list.length === rows.length) return list;
    throw damaged(`"${name}"`, `as long as "rows": ${list.length} instead of ${rows.length}`);
  };
  const report = {
    rows,
    startedAt: same('startedAt', millisecondsOf),
    durations: same('durations', millisecondsOf),
    added: same('added', (item) => item ?? null),
    errors: same('errors', (item, place) =>
      item === null || item === undefined ? null : errorOf(item, place),
    ),
    excluded: listOf(message['excluded'] ?? [], '"excluded"', textOf),
  };
  rows.forEach((number, i) => {
    if ((report.added[i] === null) !== (report.errors[i] === null)) return;
    throw damaged(`row ${number}`, 'reported with either a result or an error');
  });
  return report;
}

/** Reads an integer of at least 0. Throws `BrokenProtocol`. */
export function countOf(value: unknown, place: string): number {
  if (isCount(value)) return value;
  throw damaged(place, 'an integer of at least 0');
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function millisecondsOf(value: unknown, place: string): number {
  if (typeof value === 'number' && value >= 0 && value < 8.64e15) return value;
  throw damaged(place, 'a number of milliseconds');
}

function listOf<T>(value: unknown, place: string, read: (item: unknown, place: string) => T): T[] {
  if (!Array.isArray(value)) throw damaged(place, 'a list');
  const item = `an item of ${place}`;
  return value.map((one) => read(one, item));
}
