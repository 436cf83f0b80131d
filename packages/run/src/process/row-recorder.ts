import { hostname } from 'node:os';
import type { WorkContext } from '@psyrun/jobs';
import { openJournal, type JournalWriter, type RowError } from '@psyrun/journal';
import type { RowOutcome } from '@psyrun/mapper';
import type { RunDescription } from '../directory/run-description.ts';

/** Options of {@link RowRecorder.open}. */
export interface RecorderOptions {
  readonly run: RunDescription;
  /** Index of the job. */
  readonly job: number;
  /** The journal, which nobody else writes. */
  readonly file: string;
  /** How many times a row has failed before; rows that are not there have not. */
  readonly attempts: ReadonlyMap<number, number>;
  readonly context: WorkContext;
}

/** Records in a journal what becomes of the rows of a job; rows that fail are in its log, too. */
export class RowRecorder {
  readonly #journal: JournalWriter;
  readonly #attempts: Map<number, number>;
  readonly #context: WorkContext;

  private constructor(journal: JournalWriter, { attempts, context }: RecorderOptions) {
    this.#journal = journal;
    this.#attempts = new Map(attempts);
    this.#context = context;
  }

  /** Opens the journal; throws what `openJournal` of `@psyrun/journal` throws. */
  static async open(options: RecorderOptions): Promise<RowRecorder> {
    const { run, job, file, context } = options;
    const session = {
      run: run.created,
      generation: run.generation,
      space: run.space.hash,
      job: `${run.task}:process:${job}`,
      host: hostname(),
      pid: process.pid,
    };
    const onRecovered = ({ message }: { message: string }) => context.log(`Warning: ${message}\n`);
    return new RowRecorder(await openJournal(file, session, { onRecovered }), options);
  }

  /**
   * Records an attempt at a row, which ends it unless it is tried again. Throws `PSYRUN_JOURNAL_WRITE`.
   *
   * A row that fails when its job is being ended is not recorded: what it has started is ended with
   * the job, so the failure may not be its own.
   */
  record(outcome: RowOutcome, willRetry = false): void {
    if (outcome.kind === 'failed' && isBeingEnded(this.#context.signal)) return;
    const attempt = (this.#attempts.get(outcome.index) ?? 0) + 1;
    this.#attempts.set(outcome.index, attempt);
    this.#journal.append({ ...outcome, attempt });
    if (outcome.kind === 'failed') {
      this.#context.log(`Row ${outcome.index} failed with these parameters:\n`);
      this.#context.log(`${JSON.stringify(outcome.row, printable)}\n${errorText(outcome.error)}\n`);
      if (willRetry) this.#context.log('It will be tried again.\n');
    }
    if (!willRetry) this.#context.rowEnded(outcome.kind);
  }

  /** Resolves when all that was recorded is on the disk. Throws `PSYRUN_JOURNAL_WRITE`. */
  async flush(): Promise<void> {
    await this.#journal.flush();
  }

  /** Flushes and closes the journal. */
  async close(): Promise<void> {
    await this.#journal.close();
  }
}

/** SIGUSR1 is only a warning, which nobody but the job gets. */
function isBeingEnded({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason !== 'SIGUSR1';
}

/** JSON has no bigints and no NaN; a log shows them as JavaScript writes them. */
function printable(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || Number.isNaN(value) ? String(value) : value;
}

/**
 * Returns the text of an error for people. Where a process died, `stack` is the last of what it printed, which
 * does not say how it ended.
 */
export function errorText({ name, message, stack }: RowError): string {
  const text = `${name}: ${message}`;
  if (stack === undefined) return text;
  return stack.includes(message) ? stack : `${text}\n${stack}`;
}
