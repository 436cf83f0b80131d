import { hostname } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import {
  isPsyrunError,
  PsyrunError,
  withoutHint,
  type ParameterSpace,
  type Row,
  type Store,
} from '@psyrun/core';
import type { WorkContext } from '@psyrun/jobs';
import {
  openJournal,
  rowWithDigests,
  type JournalSession,
  type JournalWriter,
} from '@psyrun/journal';
import { recorded, type RowOutcome } from '@psyrun/mapper';
import { codeDigest } from '../fingerprint/code-digest.ts';
import { pluginAt } from '../merge/plugin-at.ts';
import type { RunDescription } from '../directory/run-description.ts';
import { FailureLog } from './failure-log.ts';
import { StorableRows } from './storable-rows.ts';
import { WrittenRows } from './written-rows.ts';

/** Options of {@link RowRecorder.open}. */
export interface RecorderOptions {
  readonly run: RunDescription;
  /** The space of the run, of which rows are evaluated. */
  readonly space: ParameterSpace;
  /** Index of the job. */
  readonly job: number;
  /** The journal. It must have no other writer. */
  readonly file: string;
  /** How many times each row has failed before. Other rows have not failed. */
  readonly attempts: ReadonlyMap<number, number>;
  readonly context: WorkContext;
}

/** Records the outcomes of the rows of a job in a journal, and the first failed rows also in its log. */
export class RowRecorder {
  readonly #run: RunDescription;
  readonly #space: ParameterSpace;
  readonly #journal: JournalWriter;
  #session: JournalSession;
  readonly #attempts: Map<number, number>;
  readonly #context: WorkContext;
  readonly #failures: FailureLog;
  readonly #rows: WrittenRows;
  readonly #storable: StorableRows;

  private constructor(
    journal: JournalWriter,
    session: JournalSession,
    rows: WrittenRows,
    store: Store,
    { run, space, attempts, context }: RecorderOptions,
  ) {
    this.#run = run;
    this.#space = space;
    this.#journal = journal;
    this.#session = session;
    this.#rows = rows;
    this.#storable = new StorableRows(store);
    this.#attempts = new Map(attempts);
    this.#context = context;
    this.#failures = new FailureLog(context.log, run.task);
  }

  /** Opens the journal and the store. Throws as `openJournal` of `@psyrun/journal` does. */
  static async open(options: RecorderOptions): Promise<RowRecorder> {
    const { run, job, file, context } = options;
    const session = {
      run: run.created,
      generation: run.generation,
      space: run.space.hash,
      rows: run.space.length,
      code: codeDigest(run.fingerprint),
      job: `${run.task}:process:${job}`,
      host: hostname(),
      pid: process.pid,
    };
    tellOtherNode(run, context);
    const store = await pluginAt<Store>(run.store);
    const onRecovered = ({ message }: { message: string }) => context.log(`Warning: ${message}\n`);
    const rows = new WrittenRows(context.rowEnded);
    const onWritten = (records: number) => rows.written(records);
    const journal = await openJournal(file, session, { onRecovered, onWritten });
    return new RowRecorder(journal, session, rows, store, options);
  }

  /**
   * Records the versions of the program that evaluates the rows that follow. The log tells which are not
   * those of the machine on which the run was started. Throws `PSYRUN_JOURNAL_WRITE`.
   */
  evaluatedWith(versions: Readonly<Record<string, string>>): void {
    if (isDeepStrictEqual(this.#session['versions'], versions)) return;
    this.#session = { ...this.#session, versions };
    this.#journal.begin(this.#session);
    const { packages = {} } = this.#run.fingerprint;
    for (const [name, version] of Object.entries(versions)) {
      const other = Object.hasOwn(packages, name) ? packages[name] : version;
      if (other === version) continue;
      this.#context.log(`Warning: ${name} is ${version} here, and ${other} where the run began.\n`);
    }
  }

  /**
   * Records an attempt at a row. The row has ended unless it will be retried. Throws
   * `PSYRUN_JOURNAL_WRITE`. Digests stand for large parameters: `run.json` has their values.
   *
   * A row that the store of the result cannot hold is recorded, too: another store may hold it. If it is
   * the first row that is done, it then throws `PSYRUN_STORE_VALUE`, so that the job ends, because the
   * others will be like it. Otherwise the log tells of it, and the merge sets it apart.
   *
   * If a row fails while its job is being ended, it is not recorded, and the method returns false: the
   * processes that it has started end with the job, so the row may not be the cause.
   */
  record(outcome: RowOutcome, willRetry = false): boolean {
    const { index } = outcome;
    if (outcome.kind === 'failed' && isBeingEnded(this.#context.signal)) return false;
    const attempt = (this.#attempts.get(index) ?? 0) + 1;
    this.#attempts.set(index, attempt);
    const parameters = () => this.#space.at(index);
    const { keys } = this.#space;
    const append = (one: RowOutcome) =>
      this.#journal.append({ ...one, row: rowWithDigests(one.row, keys, parameters), attempt });
    const { kind, ...ended } = recorded(outcome, parameters, append);
    if ('error' in ended) {
      const { row, error } = ended;
      this.#failures.tell({ index, row, error, willRetry });
    }
    this.#rows.recorded(willRetry ? undefined : kind);
    if (kind === 'done') this.#checkStorable(ended.row, index);
    return true;
  }

  #checkStorable(row: Row, index: number): void {
    try {
      this.#storable.check(row, index);
    } catch (error) {
      if (!isPsyrunError(error, 'PSYRUN_STORE_VALUE')) throw error;
      if (!this.#storable.hasStorable) throw notStorable(error, this.#run.task);
      this.#context.log(
        `Warning: ${error.message} The row is recorded, and left out of the result.\n`,
      );
    }
  }

  /** Resolves when all records are on the disk. Throws `PSYRUN_JOURNAL_WRITE`. */
  async flush(): Promise<void> {
    await this.#journal.flush();
  }

  /** Flushes and closes the journal. */
  async close(): Promise<void> {
    await this.#journal.close();
  }
}

/**
 * Tells in the log if this is another major version of Node than the one that began the run: functions such
 * as `Math.exp` may then differ in the last digit.
 */
function tellOtherNode({ versions: { node } }: RunDescription, { log }: WorkContext): void {
  const here = process.versions.node;
  if (node === undefined || Number.parseInt(node) === Number.parseInt(here)) return;
  log(`Warning: node is ${here} here, and ${node} where the run began.\n`);
}

/** Returns the error that ends a job whose first row the store cannot hold. */
function notStorable(error: PsyrunError, task: string): PsyrunError {
  const { code, fields, hint = '' } = error;
  return new PsyrunError(code, withoutHint(error), {
    hint: `${hint} The row is recorded and need not be evaluated again: then go on with psy run -c ${task}.`.trimStart(),
    fields,
    cause: error.cause,
  });
}

/** True if the job is being ended. SIGUSR1 is only a warning, and child processes do not get it. */
function isBeingEnded({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason !== 'SIGUSR1';
}
