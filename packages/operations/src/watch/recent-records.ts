import type { RunRecord } from '@psyrun/run';
import type { WatchResult } from '../schemas/status.ts';

/** The most failures and jobs that are told. */
const MOST = 5;

/** The facts that the last records tell: which rows failed, and when each job recorded a row. */
export class RecentRecords {
  #failures: { readonly ended: number; readonly failure: WatchResult['failures'][number] }[] = [];
  readonly #jobs = new Map<string, { readonly row: number; readonly ended: number }>();

  /** Takes a record. */
  note({ index: row, kind, session, times, error }: RunRecord): void {
    const { startedAt, duration } = times();
    const ended = startedAt + duration;
    const job = session['job'];
    if (typeof job === 'string' && ended >= (this.#jobs.get(job)?.ended ?? -Infinity)) {
      this.#jobs.set(job, { row, ended });
    }
    const oldest = this.#failures.at(-1);
    if (kind === 'done' || (this.#failures.length === MOST && ended < oldest!.ended)) return;
    const { name, message } = error();
    const failure = { row, name, message, ended: new Date(ended).toISOString() };
    this.#failures.push({ ended, failure });
    this.#failures.sort((a, b) => b.ended - a.ended);
    this.#failures = this.#failures.slice(0, MOST);
  }

  /** The failures that were recorded last, the last one first. */
  get failures(): WatchResult['failures'] {
    return this.#failures.map(({ failure }) => failure);
  }

  /** The jobs whose last record is the oldest, of those for which `isRunning`. */
  quiet(isRunning: (job: string) => boolean): WatchResult['quiet'] {
    return [...this.#jobs]
      .filter(([job]) => isRunning(job))
      .sort(([, a], [, b]) => a.ended - b.ended)
      .slice(0, MOST)
      .map(([job, { row, ended }]) => ({ job, row, since: new Date(ended).toISOString() }));
  }
}
