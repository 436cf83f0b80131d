import { PsyrunError, type ParameterSpace } from '@psyrun/core';
import type { JournalRecord, JournalSession } from '@psyrun/journal';
import { knownRuns, type KnownRun, type KnownRuns } from '../directory/known-runs.ts';
import { checkedSpaceOf, runIn } from '../directory/run-file.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { EqualRows, type FindRow } from '../former/equal-rows.ts';
import { lacksOnlyDroppedValues } from '../former/lacks-only-dropped-values.ts';
import { unitsOfRun } from '../former/units-of-run.ts';
import { RunRecords } from '../states/run-records.ts';

/** A done row of another run. */
export interface SourceRow {
  /** Index of the row in the space of the other run. */
  readonly index: number;
  /** Index of the same row in the space that adopts it; undefined if it has no such row. */
  readonly place: number | undefined;
  /** The generation that evaluated it, as an index into `runs`. */
  readonly origin: number;
  readonly session: JournalSession;
  /** Reads the record, with the parameters of the other run. */
  readonly read: () => JournalRecord;
}

/** The done rows of the run of another work directory. Nothing there is changed. */
export class SourceRun {
  readonly directory: WorkDirectory;
  readonly space: ParameterSpace;
  readonly #known: KnownRuns;

  private constructor(directory: WorkDirectory, known: KnownRuns, space: ParameterSpace) {
    this.directory = directory;
    this.#known = known;
    this.space = space;
  }

  /** Opens a work directory. Throws `PSYRUN_NO_RUN`, and `PSYRUN_RUN_CORRUPT` for a damaged `run.json`. */
  static async open(folder: string): Promise<SourceRun> {
    const directory = new WorkDirectory(folder);
    const run = await runIn(directory);
    if (run === undefined) throw noRun(folder);
    const space = checkedSpaceOf(run, directory.run);
    return new SourceRun(directory, await knownRuns(directory), space);
  }

  /** The generations of the run; the present one is the last. */
  get runs(): readonly KnownRun[] {
    return this.#known.runs;
  }

  /** The present generation. */
  get run(): KnownRun['run'] {
    return this.runs.at(-1)!.run;
  }

  /** Calls `visit` for each done row, once. Throws as reading journals does. */
  async rows(home: ParameterSpace, visit: (row: SourceRow) => void): Promise<void> {
    const { space } = this;
    const records = new RunRecords(space, this.run.space.hash, this.#known);
    const find = this.#finder(home);
    const seen = new Uint8Array(space.length);
    for (const file of await this.directory.journals()) {
      await records.scan(file, ({ kind, index, origin, session, read }) => {
        if (kind !== 'done' || seen[index] === 1) return;
        seen[index] = 1;
        visit({ index, place: find(index, 'done'), origin, session, read });
      });
    }
  }

  #finder(home: ParameterSpace): FindRow {
    const last = this.runs.length - 1;
    if (!lacksOnlyDroppedValues(this.runs, last, home)) return () => undefined;
    return new EqualRows(home).finder(this.space, unitsOfRun(this.runs, last, home));
  }
}

function noRun(folder: string): PsyrunError {
  return new PsyrunError('PSYRUN_NO_RUN', `There is no run in ${folder}, so it has no rows.`, {
    hint: 'Name the work directory of a task that was run, such as psy-work/circle.',
    fields: { folder },
  });
}
