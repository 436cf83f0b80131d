import { rowsOf, scanColumns } from '@psyrun/columns';
import { isScalar, type ParameterSpace, type Row, type Task } from '@psyrun/core';
import { readRecords, readStatus, type RunRecord, type TaskStatus } from '@psyrun/run';

/** Most results whose numbers are kept: each takes 8 bytes a row. */
const MOST_RESULTS = 48;

/**
 * The numbers of rows in journals, by index: 8 bytes a number. A done row has those of its first result, a
 * failed row the time of its last attempt.
 */
export class RowNumbers {
  readonly results = new Map<string, Float64Array>();
  /** The results that hold other values than numbers, and those that are too many. */
  readonly leftOut = new Set<string>();
  /** In seconds; NaN for rows that are not recorded. */
  readonly durations: Float64Array;
  /** Milliseconds since 1970; NaN for rows that are not recorded. */
  readonly starts: Float64Array;
  readonly attempts: Uint16Array;
  /** The session that recorded each row, as a number from 1. */
  readonly workerOf: Uint16Array;
  readonly workers: { readonly job: string; readonly host: string }[] = [];
  /** The time of attempts that gave no result that counts, in seconds. */
  wasted = 0;
  readonly #isDone: Uint8Array;
  readonly #parameters: ReadonlySet<string>;
  readonly #workerNumbers = new Map<string, number>();

  constructor({ length, keys }: ParameterSpace) {
    this.durations = new Float64Array(length).fill(NaN);
    this.starts = new Float64Array(length).fill(NaN);
    this.attempts = new Uint16Array(length);
    this.workerOf = new Uint16Array(length);
    this.#isDone = new Uint8Array(length);
    this.#parameters = new Set(keys);
  }

  /** Number of rows that are recorded as done. */
  get done(): number {
    return this.#isDone.reduce((sum, bit) => sum + bit, 0);
  }

  /** Notes a record of a journal. */
  note({ index, kind, attempt, session, read }: RunRecord): void {
    const { row, duration, startedAt } = read();
    if (this.#isDone[index] === 1 || kind === 'failed') this.wasted += duration / 1000;
    if (this.#isDone[index] === 1) return;
    this.durations[index] = duration / 1000;
    this.starts[index] = startedAt;
    this.attempts[index] = Math.min(attempt, 0xffff);
    this.workerOf[index] = this.#workerNumber(session);
    if (kind === 'failed') return;
    this.#isDone[index] = 1;
    this.noteResults(index, row);
  }

  /** Notes the results of a row. */
  noteResults(index: number, row: Row): void {
    for (const key of Object.keys(row)) {
      if (this.#parameters.has(key)) continue;
      const number = numberOf(row[key]);
      if (number === undefined) this.leftOut.add(key);
      else this.#numbers(key)?.fill(number, index, index + 1);
    }
  }

  #numbers(key: string): Float64Array | undefined {
    const known = this.results.get(key);
    if (known !== undefined) return known;
    if (this.results.size >= MOST_RESULTS) return void this.leftOut.add(key);
    const numbers = new Float64Array(this.starts.length).fill(NaN);
    this.results.set(key, numbers);
    return numbers;
  }

  #workerNumber({ job, host, pid }: RunRecord['session']): number {
    const key = JSON.stringify([job, host, pid]);
    const known = this.#workerNumbers.get(key);
    if (known !== undefined) return known;
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    const number = Math.min(0xffff, this.workers.push({ job: text(job), host: text(host) }));
    this.#workerNumbers.set(key, number);
    return number;
  }
}

/** Returns a value as a number: true is 1, false is 0, null is NaN. Undefined for other values. */
function numberOf(value: unknown): number | undefined {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
    case 'boolean':
      return Number(value);
    default:
      if (value === null) return NaN;
      return isScalar(value) ? Number(value.value) : undefined;
  }
}

/**
 * Reads the status of a task, and the numbers of its rows, from the same records: a row that ends meanwhile
 * is in both or in neither. `visit` is called for each of these records, too.
 */
export async function readNumbers(
  task: Task,
  visit?: (record: RunRecord) => void,
): Promise<{ readonly status: TaskStatus; readonly rows: RowNumbers }> {
  const rows = new RowNumbers(task.pspace);
  const note = (record: RunRecord): void => {
    rows.note(record);
    visit?.(record);
  };
  const status = await readStatus(task, note);
  if (status.complete) {
    // The certificate told the states, without a record.
    await readRecords(task, () => note);
    if (rows.done < task.pspace.length) await addCertifiedRows(rows, task);
  }
  return { status, rows };
}

/** Adds the results of a complete result file, where journals are gone. It has a row for each of the space. */
async function addCertifiedRows(rows: RowNumbers, task: Task): Promise<void> {
  let index = 0;
  for await (const table of scanColumns(task.store, task.resultfile, {})) {
    for (const row of rowsOf(table)) rows.noteResults(index++, row);
  }
}
