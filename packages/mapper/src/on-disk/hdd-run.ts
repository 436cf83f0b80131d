import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { saveRows, tableOf } from '@psyrun/columns';
import { withFloatColumns } from '@psyrun/columns/internal';
import type { EvaluatorAddress, ForeignFunction, ParameterSpace, Store, Table } from '@psyrun/core';
import { checkLossless, openJournal, type JournalRecord } from '@psyrun/journal';
import { mapInProcess } from '../map/map-in-process.ts';
import { mapInWorkers } from '../map/map-in-workers.ts';
import { refuseWorkerOptions, type MapPspaceHddBackedOptions } from '../map/map-options.ts';
import type { RowFunction } from '../map/map-pspace.ts';
import type { FailedOutcome, IndexedRow, RowOutcome } from '../row/outcome.ts';
import { recorded } from '../row/recorded.ts';
import { resumeFromJournal } from './resume-from-journal.ts';
import { resumeFromStore } from './resume-from-store.ts';
import { rowFailed, rowsFailed } from '../row/failure/row-failed.ts';
import { SpaceProgress } from './space-progress.ts';
import { StoreFit } from './store-fit.ts';
import { withoutKeys } from '../row/without-keys.ts';

/** One call of {@link mapPspaceHddBacked}: the finished rows, the missing rows and the files. */
export class HddRun {
  readonly journalFile: string;
  readonly #space: ParameterSpace;
  readonly #file: string;
  readonly #partialFile: string;
  readonly #store: Store;
  readonly #options: MapPspaceHddBackedOptions;
  readonly #progress: SpaceProgress;
  readonly #fit: StoreFit;
  readonly #failed: FailedOutcome[] = [];
  /** Number of rows in the journal that belong to another space. The journal is kept for them. */
  #foreign = 0;

  constructor(
    space: ParameterSpace,
    file: string,
    store: Store,
    options: MapPspaceHddBackedOptions,
  ) {
    const { dir, name, ext } = parse(file);
    this.#space = space;
    this.#file = file;
    this.journalFile = `${file}.journal`;
    this.#partialFile = join(dir, `${name}.partial${ext}`);
    this.#store = store;
    this.#options = options;
    this.#progress = new SpaceProgress(space);
    this.#fit = new StoreFit(store, options.exclude);
  }

  /** Reads the results of earlier calls. */
  async resume(): Promise<void> {
    await resumeFromStore(this.#progress, this.#space, this.#file, this.#store);
    this.#foreign = await resumeFromJournal(
      this.#progress,
      this.journalFile,
      this.#options.onWarning,
    );
  }

  /** Evaluates the missing rows. */
  async evaluate(fn: RowFunction | EvaluatorAddress | ForeignFunction): Promise<void> {
    if (this.#progress.done === this.#space.length) return;
    this.#fit.requireParameters(this.#space);
    const session = { pid: process.pid, rows: this.#space.length };
    const { onWarning } = this.#options;
    const journal = await openJournal(this.journalFile, session, {
      ...(onWarning && { onRecovered: onWarning }),
    });
    const onOutcome = (outcome: RowOutcome) => {
      const attempt = this.#progress.failures(outcome.index) + 1;
      const parameters = () => this.#space.at(outcome.index);
      this.#take(recorded(outcome, parameters, (one) => journal.append(recordOf(one, attempt))));
    };
    try {
      await this.#map(fn, onOutcome);
    } finally {
      await journal.close();
    }
  }

  /**
   * Saves the finished rows. Resolves to the file. If the store cannot hold some of them, the others are
   * saved to the partial file, and it throws `PSYRUN_STORE_VALUE`.
   */
  async save(): Promise<string> {
    const isWhole = this.#progress.done === this.#space.length;
    const file = isWhole ? this.#file : this.#partialFile;
    const isSaved = isWhole && existsSync(file) && !existsSync(this.journalFile);
    if (!isSaved) {
      const table = this.#table();
      await saveRows(this.#store, file, this.#partialFile, {
        tables: async function* () {
          yield table;
        },
        indexOf: (row) => this.#progress.indices()[row] ?? row,
      });
    }
    if (isWhole) await rm(this.#partialFile, { force: true });
    if (isWhole && this.#foreign === 0) await rm(this.journalFile, { force: true });
    return file;
  }

  /** Throws `PSYRUN_ROW_FAILED` if rows failed and there is no `onFailed`. */
  refuseFailures(saved: string): void {
    const [first] = this.#failed;
    if (!first || this.#options.onFailed) return;
    throw rowsFailed(first, this.#failed.length, this.#space.length, saved);
  }

  #map(
    fn: RowFunction | EvaluatorAddress | ForeignFunction,
    onOutcome: (outcome: RowOutcome) => void,
  ) {
    // Parameters stay in the journal, because they identify the rows.
    const exclude = (this.#options.exclude ?? []).filter((key) => !this.#space.keys.includes(key));
    const { floatKeys = [] } = this.#space;
    const options = { ...this.#options, exclude, floatKeys, onOutcome };
    if (typeof fn !== 'function') return mapInWorkers(fn, this.#missingRows(), options);
    refuseWorkerOptions(this.#options);
    return mapInProcess(fn, this.#missingRows(), { ...options, check: checkLossless });
  }

  *#missingRows(): Generator<IndexedRow, void> {
    for (const index of this.#progress.missing()) yield { index, row: this.#space.at(index) };
  }

  #take(outcome: RowOutcome): void {
    const { onFailed, onProgress, onWarning, stopOnFailure } = this.#options;
    if (outcome.kind === 'done') {
      this.#progress.finish(outcome.index, outcome.row);
      if (onWarning) this.#fit.warnings(outcome).forEach((warning) => onWarning(warning));
    } else {
      this.#failed.push(outcome);
      onFailed?.(outcome);
      if (stopOnFailure) throw rowFailed(outcome);
    }
    onProgress?.(this.#progress.done + this.#failed.length, this.#space.length);
  }

  #table(): Table {
    const { exclude = [] } = this.#options;
    const rows = Array.from(this.#progress.rows(), (row) => withoutKeys(row, exclude));
    const keys = this.#space.keys.filter((key) => !exclude.includes(key));
    return withFloatColumns(tableOf(rows, keys), this.#space.floatKeys ?? []);
  }
}

function recordOf(outcome: RowOutcome, attempt: number): JournalRecord {
  const { index, row, startedAt, duration } = outcome;
  return outcome.kind === 'done'
    ? { kind: 'done', index, attempt, startedAt, duration, row }
    : { kind: 'failed', index, attempt, startedAt, duration, row, error: outcome.error };
}
