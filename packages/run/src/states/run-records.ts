import type { ParameterSpace } from '@psyrun/core';
import {
  scanJournal,
  type JournalPlace,
  type JournalRecord,
  type JournalSession,
  type ScannedEntry,
} from '@psyrun/journal';
import type { KnownRun } from '../directory/known-runs.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { EqualRows } from './equal-rows.ts';
import { hasParameters } from './has-parameters.ts';
import { Refusals, type RefusalReason } from './refusals.ts';

/** A record that counts for a row of the present space. */
export interface RunRecord {
  readonly kind: 'done' | 'failed';
  /** Index of the row in the present space. */
  readonly index: number;
  readonly attempt: number;
  /** The run that evaluated the row, as an index into `runs`. */
  readonly origin: number;
  readonly read: () => JournalRecord;
}

/** A space that journals name, and how its rows are found in the present one. */
interface SpaceOfRecords {
  readonly space: ParameterSpace;
  readonly find: (index: number, kind: 'done' | 'failed') => number | undefined;
}

/** The origin of the records of a session. */
interface Source {
  /** Index into the known runs; 0 if no run is known. */
  readonly origin: number;
  readonly hash: string;
  readonly excluded: readonly string[];
}

/**
 * Reads the records of journals that count for rows of a space.
 *
 * A record has the index of its row in the space of its session. If that is an earlier space, the row is
 * found by its values. If rows are equal, each result counts for one of them, whichever generation it is
 * from. A record is refused if its session is of another run, if the space of that run has no such row,
 * or if it has other parameters than that row.
 */
export class RunRecords {
  /** The runs of which records can be: earlier generations first. */
  readonly runs: readonly KnownRun[];
  readonly refusals = new Refusals();
  /** Number of records whose rows are not in the present space. */
  strangers = 0;
  readonly #hash: string;
  readonly #spaces = new Map<string, () => SpaceOfRecords>();
  /** The source of the session that was asked for last: there are far fewer sessions than records. */
  #last: { readonly session: JournalSession; readonly source: Source | 'stranger' | undefined };

  /** `hash` is the hash of `space`. */
  constructor(space: ParameterSpace, hash: string, runs: readonly KnownRun[]) {
    this.runs = runs;
    this.#hash = hash;
    const earlier = runs.filter(({ run }) => run.space.hash !== hash);
    // Stryker disable next-line ConditionalExpression: without earlier spaces this is only faster.
    const rows = earlier.length === 0 ? undefined : new EqualRows(space);
    const own: SpaceOfRecords = { space, find: (index, kind) => rows?.own(index, kind) ?? index };
    this.#spaces.set(hash, () => own);
    for (const known of earlier) this.#spaces.set(known.run.space.hash, lazily(known, rows!));
    this.#last = { session: {}, source: undefined };
  }

  /**
   * Calls `visit` for every record of a journal that counts, starting at `from`. Resolves to the place
   * of its end. Throws as `scanJournal` does, and `PSYRUN_RUN_CORRUPT` if the space of a run is not the
   * one that its hash names.
   */
  async scan(
    file: string,
    visit: (record: RunRecord) => void,
    from?: JournalPlace,
  ): Promise<JournalPlace> {
    return scanJournal(
      file,
      (entry, readAgain) => {
        const read = once(readAgain);
        const source = this.#sourceOf(entry.session);
        if (source === 'stranger') return void this.strangers++;
        const reason = source === undefined ? 'other-run' : this.#reason(source, entry, read);
        if (reason !== undefined) return this.refusals.note(file, reason, entry.index);
        const { origin, hash } = source as Source;
        const index = this.#spaces.get(hash)!().find(entry.index, entry.kind);
        if (index === undefined) return void this.strangers++;
        visit({ kind: entry.kind, index, attempt: entry.attempt, origin, read });
      },
      from,
    );
  }

  #sourceOf(session: JournalSession): Source | 'stranger' | undefined {
    if (session !== this.#last.session) this.#last = { session, source: this.#find(session) };
    return this.#last.source;
  }

  #find(session: JournalSession): Source | 'stranger' | undefined {
    const hash = String(session['space']);
    const isNamed = session['run'] !== undefined;
    const origin = this.runs.findLastIndex(
      ({ run }) =>
        run.space.hash === hash &&
        (!isNamed || (run.created === session['run'] && run.generation === session['generation'])),
    );
    if (origin >= 0) return { origin, hash, excluded: this.runs[origin]!.run.excludeFromResult };
    if (isNamed) return undefined;
    // Its writer did not say of which run it is, so its parameters alone have to prove it.
    return hash === this.#hash ? { origin: 0, hash, excluded: [] } : 'stranger';
  }

  #reason(
    { hash, excluded }: Source,
    { index }: ScannedEntry,
    read: () => JournalRecord,
  ): RefusalReason | undefined {
    const { space } = this.#spaces.get(hash)!();
    if (!Number.isSafeInteger(index) || index < 0 || index >= space.length) return 'no-such-row';
    return hasParameters(read().row, space.at(index), excluded) ? undefined : 'other-parameters';
  }
}

/** Makes the space of an earlier run when the first record needs it. */
function lazily({ run, file }: KnownRun, rows: EqualRows): () => SpaceOfRecords {
  return once(() => {
    const space = checkedSpaceOf(run, file);
    return { space, find: rows.finder(space) };
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
