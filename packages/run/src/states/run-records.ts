import { dirname, join } from 'node:path';
import type { ParameterSpace, Row } from '@psyrun/core';
import {
  bytesOfDigests,
  type JournalPlace,
  type JournalRecord,
  type JournalScan,
  type JournalSession,
  type RecordedError,
  type RecordReader,
  type RowTimes,
  type RowUsage,
  type ScannedEntry,
} from '@psyrun/journal';
import { asSpace } from '@psyrun/pspace';
import type { Units } from '@psyrun/pspace/internal';
import type { KnownRun, KnownRuns } from '../directory/known-runs.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { DigestedValues } from '../parameters/digested-values.ts';
import { EqualRows, type FindRow } from '../former/equal-rows.ts';
import { hasParameters, parametersIn } from '../parameters/has-parameters.ts';
import { lacksOnlyDroppedValues } from '../former/lacks-only-dropped-values.ts';
import { PresentRows } from '../former/present-rows.ts';
import { Superseded } from '../former/superseded.ts';
import { scanRecords } from './scan-records.ts';
import { Refusals, type RefusalReason } from './refusals.ts';
import { unitsOfRun } from '../former/units-of-run.ts';

/** A record that counts for a row of the present space. */
export interface RunRecord {
  readonly kind: 'done' | 'failed';
  /** Index of the row in the present space. */
  readonly index: number;
  readonly attempt: number;
  /** The run that evaluated the row, as an index into `runs`. */
  readonly origin: number;
  /** The writer of the record. */
  readonly session: JournalSession;
  /** The offset of the record in its journal, in bytes. */
  readonly offset: number;
  /** Number of bytes of the record, with those of the parameters whose digests it has. */
  readonly size: number;
  /** Reads the record, with the parameters of the present space. */
  readonly read: () => JournalRecord;
  /** Reads the error of a failed record, without stacks. */
  readonly error: () => RecordedError;
  /** Reads when the row was evaluated, and how long that took. */
  readonly times: () => RowTimes;
  /** Reads what the row has used; undefined if it was not measured. */
  readonly usage: () => RowUsage | undefined;
}

/** A space that journals name, and how its rows are found in the present one. */
interface SpaceOfRecords {
  readonly space: ParameterSpace;
  readonly find: FindRow;
}

/** The origin of the records of a session. */
interface Source {
  /** Index into the known runs; their number if the run is not known. */
  readonly origin: number;
  readonly hash: string;
  readonly excluded: readonly string[];
  /** True if the index of a record may be of another space, so that its parameters have to find it. */
  readonly isAnywhere?: boolean;
}

/**
 * Reads the records of journals that count for rows of a space.
 *
 * A record has the index of its row in the space of its session. If that is an earlier space, the row is
 * found by its values. If rows are equal, each result counts for one of them, whichever generation it is
 * from. If damage hides the session, or the description of its generation is lost, the parameters of the
 * record have to prove its row. A record does not count if a later run evaluates its row again, or if its
 * rows had another value of a key that the space has dropped. It is refused if its session is of another
 * run, if the space of that run has no such row, or if it has other parameters than that row.
 */
export class RunRecords {
  /** The runs of which records can be: earlier generations first. */
  readonly runs: readonly KnownRun[];
  /** Makes rows of the present space of recorded ones. */
  readonly present: PresentRows;
  readonly refusals: Refusals = new Refusals();
  /** The files that could not be read as a whole, as sentences. Their rows may be missing. */
  readonly damage: string[];
  /** Number of records whose rows are not in the present space. */
  strangers = 0;
  readonly #hash: string;
  readonly #space: ParameterSpace;
  readonly #lost: ReadonlySet<string>;
  #equal: EqualRows | undefined;
  #digested: DigestedValues | undefined;
  readonly #superseded: () => Superseded;
  /** The runs whose rows had other values of dropped keys. */
  readonly #others: ReadonlySet<number>;
  readonly #spaces = new Map<string, () => SpaceOfRecords>();
  /** The spaces that jobs had, for digests of parameters. */
  #ofJobs: Map<KnownRun, ParameterSpace> | undefined;
  /** The source of the session that was asked for last: there are far fewer sessions than records. */
  #last: {
    readonly session: JournalSession;
    readonly file: string;
    readonly source: Source | 'stranger' | undefined;
  };

  /** `hash` is the hash of `space`. */
  constructor(space: ParameterSpace, hash: string, { runs, lost }: KnownRuns) {
    this.runs = runs;
    this.damage = lost.map(({ problem }) => problem);
    this.#lost = new Set(lost.map(({ folder }) => folder));
    this.#space = space;
    this.#hash = hash;
    this.present = new PresentRows(space, runs);
    const earlier = runs.filter(({ run }) => run.space.hash !== hash);
    // Stryker disable next-line ConditionalExpression: without earlier spaces this is only faster.
    if (earlier.length > 0) this.#equal = new EqualRows(space);
    const find: FindRow = (index, kind) => this.#equal?.own(index, kind) ?? index;
    this.#spaces.set(hash, () => ({ space, find }));
    for (const known of earlier) {
      const units = unitsOfRun(runs, runs.indexOf(known), space);
      this.#spaces.set(known.run.space.hash, lazily(known, space, this.#equal!, units));
    }
    const origins = runs.map((_, origin) => origin);
    const others = origins.filter((origin) => !lacksOnlyDroppedValues(runs, origin, space));
    this.#others = new Set(others);
    const placeOf = (origin: number, index: number) =>
      this.#others.has(origin)
        ? undefined
        : this.#spaces.get(runs[origin]!.run.space.hash)!().find(index, 'failed');
    this.#superseded = once(() => new Superseded(space.length, runs, placeOf));
    this.#last = { session: {}, file: '', source: undefined };
  }

  /**
   * Calls `visit` for every record of a journal that counts, starting at `from`. Resolves to the place
   * of its end. Throws as `scanJournal` does, and `PSYRUN_RUN_CORRUPT` if the space of a run is not the
   * one that its hash names. A space that the present one begins with is not looked at.
   */
  async scan(
    file: string,
    visit: (record: RunRecord) => void,
    from?: JournalPlace,
  ): Promise<JournalScan> {
    const visitEntry = (entry: ScannedEntry, reader: RecordReader): void => {
      const read = once(reader);
      const source = this.#sourceOf(entry.session, file);
      if (source === 'stranger') return void this.strangers++;
      const proof = source === undefined ? 'other-run' : this.#prove(source, entry, reader, read);
      const isProven = proof === 'values' || proof === 'record';
      const isElsewhere = !isProven && source?.isAnywhere === true;
      if (!isProven && !isElsewhere) return this.refusals.note(file, proof, entry.index);
      const { origin, hash } = source as Source;
      if (this.#others.has(origin)) return void this.strangers++;
      const index = isElsewhere
        ? this.#placeOf(read().row, entry.kind)
        : this.#spaces.get(hash)!().find(entry.index, entry.kind);
      if (index === undefined) return void this.strangers++;
      if (this.#superseded().has(index, origin, this.runs.length)) return;
      const { kind, attempt, session, offset, size } = entry;
      const { error, times, usage } = reader;
      // Digests stand for parameters only. If all of these are in the record, it has none.
      const hasDigests = proof !== 'values' && reader.hasDigests();
      visit({
        kind,
        index,
        attempt,
        origin,
        session,
        offset,
        size: hasDigests ? size + bytesOfDigests(read().row) : size,
        read: () => this.present.record(index, origin, read()),
        error,
        times,
        usage,
      });
    };
    const scan = await scanRecords(file, visitEntry, from);
    if (scan.problem !== undefined) this.damage.push(scan.problem);
    return scan;
  }

  /** Returns what is wrong with the files and records that were read, as sentences. */
  problems(): string[] {
    return [...new Set(this.damage), ...this.refusals.sentences()];
  }

  /** Returns the row of the present space with the parameters of a record. */
  #placeOf(recorded: Row, kind: 'done' | 'failed'): number | undefined {
    const given = parametersIn(recorded, this.#space.keys);
    if (given === undefined) return undefined;
    this.#digested ??= new DigestedValues(this.#space);
    const parameters = this.#digested.in(given);
    this.#equal ??= new EqualRows(this.#space);
    return this.#equal.place(parameters, kind);
  }

  #spaceOfJob(known: KnownRun): ParameterSpace {
    this.#ofJobs ??= new Map();
    const made = this.#ofJobs.get(known) ?? checkedSpaceOf(known.run, known.file);
    this.#ofJobs.set(known, made);
    return made;
  }

  #sourceOf(session: JournalSession, file: string): Source | 'stranger' | undefined {
    if (session !== this.#last.session || file !== this.#last.file) {
      this.#last = { session, file, source: this.#find(session, file) };
    }
    return this.#last.source;
  }

  #find(session: JournalSession, file: string): Source | 'stranger' | undefined {
    const isLost = this.#lost.has(dirname(file));
    const hash = session['space'];
    if (typeof hash !== 'string') return this.#anywhere(isLost ? undefined : file);
    const isNamed = session['run'] !== undefined;
    const origin = this.runs.findLastIndex(
      ({ run }) =>
        run.space.hash === hash &&
        (!isNamed || (run.created === session['run'] && run.generation === session['generation'])),
    );
    if (origin >= 0) return { origin, hash, excluded: this.runs[origin]!.run.excludeFromResult };
    if (isLost) {
      if (hash !== this.#hash) return this.#anywhere(undefined);
      return { origin: this.runs.length, hash, excluded: this.#space.keys };
    }
    if (isNamed) return undefined;
    // Its writer did not say of which run it is, so its parameters alone have to prove it.
    return hash === this.#hash ? { origin: 0, hash, excluded: [] } : 'stranger';
  }

  /** Returns the source of records whose parameters alone can prove their rows. */
  #anywhere(file: string | undefined): Source {
    const folder = file === undefined ? undefined : dirname(file);
    // The description of a generation is beside the folder of its journals: kept/1.json and kept/1.
    const known = this.runs.findIndex((one) => one.file === `${folder}.json`);
    const present = this.runs.findIndex((one) => folder === join(dirname(one.file), 'out'));
    const origin = [known, present].find((found) => found >= 0) ?? this.runs.length;
    return { origin, hash: this.#hash, excluded: [], isAnywhere: true };
  }

  /** Proves that a record has the parameters of its row: by their values alone, or by the whole record. */
  #prove(
    { origin, hash, excluded }: Source,
    { index }: ScannedEntry,
    reader: RecordReader,
    read: () => JournalRecord,
  ): 'values' | 'record' | RefusalReason {
    const { space } = this.#spaces.get(hash)!();
    if (!Number.isSafeInteger(index) || index < 0 || index >= space.length) return 'no-such-row';
    const parameters = space.at(index);
    // Stryker disable next-line ConditionalExpression: reading the record decides the same, but slowly.
    if (reader.holds(parameters)) return 'values';
    if (hasParameters(read().row, parameters, excluded)) return 'record';
    // A digest is that of the value as the job had it. The present space may have it as another type.
    const ofJob = reader.hasDigests() ? this.runs[origin] : undefined;
    if (ofJob?.run.space.hash !== hash) return 'other-parameters';
    const same = hasParameters(read().row, this.#spaceOfJob(ofJob).at(index), excluded);
    return same ? 'record' : 'other-parameters';
  }
}

/**
 * Makes the space of an earlier run when the first record needs it. If the present space begins with its rows, it
 * is not made: forty generations that each add some rows would otherwise cost forty spaces.
 */
function lazily(
  { run, file }: KnownRun,
  present: ParameterSpace,
  rows: EqualRows,
  units: Units,
): () => SpaceOfRecords {
  return once(() => {
    const { hash, length } = run.space;
    if (rows.beginsWith({ hash, length }, units)) {
      const beginning = asSpace(present).slice(0, length);
      return { space: beginning, find: (index, kind) => rows.own(index, kind) };
    }
    const space = checkedSpaceOf(run, file);
    return { space, find: rows.finder(space, units) };
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
