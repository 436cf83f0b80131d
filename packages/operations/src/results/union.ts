import { canonicalRow, type Row } from '@psyrun/core';

/**
 * Joins tables that may hold the same rows: a row is taken as often as the source that has it most
 * often has it. So nothing that is in two sources is doubled, and repeated rows of one source stay.
 *
 * Rows are the same if their values are; a missing value is as good as an absent key.
 *
 * @example
 * ```ts
 * const union = new Union();
 * union.add([{ x: 1 }, { x: 1 }]);
 * union.add([{ x: 1 }, { x: 2, y: null }]);
 * union.rows; // => [{ x: 1 }, { x: 1 }, { x: 2, y: null }]
 * union.repeated; // => 1
 * ```
 */
export class Union {
  readonly rows: Row[] = [];
  /** Rows that were left out because another source has them. */
  repeated = 0;
  /** How often each row is in `rows`. It is needed, and known, from the second source on. */
  #taken: Map<string, number> | undefined;

  add(source: Iterable<Row>): void {
    if (this.rows.length === 0) {
      for (const row of source) this.rows.push(row);
      return;
    }
    const taken = (this.#taken ??= countsOf(this.rows));
    const seen = new Map<string, number>();
    for (const row of source) {
      const key = keyOf(row);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      if (nth <= (taken.get(key) ?? 0)) {
        this.repeated++;
        continue;
      }
      taken.set(key, nth);
      this.rows.push(row);
    }
  }
}

function countsOf(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of rows.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function keyOf(row: Row): string {
  return canonicalRow(withoutMissing(row));
}

function withoutMissing(row: Row): Row {
  const entries = Object.entries(row).map(([key, value]) => [key, plain(value)] as const);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== null && value !== undefined && !Number.isNaN(value)),
  );
}

/** Maps and sets, which pickles hold, as lists: the canonical form has none of them. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return { map: [...value].map((entry) => entry.map(plain)) };
  return value instanceof Set ? { set: [...value].map(plain) } : value;
}
