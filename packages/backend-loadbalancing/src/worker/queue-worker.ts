import { indicesIn, lengthOf, type Range } from '@psyrun/pspace/internal';
import { chunkSize } from './chunk-size.ts';
import { Pace } from './pace.ts';
import type { Queue } from '../queue/queue.ts';
import type { Timing } from '../board/timing.ts';
import type { Watch } from '../watch/watch.ts';

/**
 * Milliseconds until the other lanes start: after the first row of the first lane, and at the
 * latest. By then a queue of few short rows is empty, and the processes of the other lanes never
 * start.
 */
const AFTER_FIRST_ROW = 200;
const AT_LATEST = 500;

/** The reason why a worker ended. */
export type Ending =
  /** No row is left to claim, and no worker is dead. */
  | 'drained'
  /** It was the last worker to leave, and then found rows that others had left. */
  | 'called back'
  /** It was asked to stop, and rows are left. */
  | 'stopped'
  /** The remaining rows would not end before its time limit. */
  | 'out of time'
  /** Other workers took it for dead. */
  | 'taken over';

/** Options of {@link QueueWorker}. */
export interface QueueWorkerOptions {
  readonly queue: Queue;
  readonly watch: Watch;
  readonly timing: Timing;
  /** The process of this worker, for other workers on the same machine. */
  readonly owner: object;
  /** Number of rows that are evaluated at the same time. */
  readonly lanes: number;
  /** Number of lanes of all workers. */
  readonly allLanes: number;
  /** Milliseconds until the time limit. */
  readonly timeLeft: () => number;
  readonly stop: AbortSignal;
  /** Evaluates and records rows. Reports for each row that it is recorded and how long it took. */
  readonly evaluate: (
    lane: number,
    rows: Iterable<number>,
    onRecorded: (duration: number) => void,
  ) => Promise<void>;
  /** Resolves when other workers can read the recorded rows. */
  readonly flush: () => Promise<void>;
}

/**
 * One worker of a queue, from its lease until it leaves. It claims rows and evaluates them until
 * none is left, renews its heartbeat, and takes back the rows of dead workers.
 */
export class QueueWorker {
  readonly #options: QueueWorkerOptions;
  readonly #pace = new Pace();
  readonly #over = new AbortController();
  #claimed = 0;
  #recorded = 0;
  #firstRowAt = Infinity;
  #isDrained = false;
  #ending: Ending | undefined;

  constructor(options: QueueWorkerOptions) {
    this.#options = options;
  }

  /** Resolves when the worker has left the queue. If it rejects, the worker has left, too. */
  async run(): Promise<Ending> {
    const { queue, owner, lanes, stop } = this.#options;
    const onStop = () => this.#end('stopped');
    stop.addEventListener('abort', onStop);
    if (stop.aborted) onStop();
    await queue.join(owner);
    const work = Array.from({ length: lanes }, (_, lane) => this.#lane(lane));
    // Handled at once: Node ends a process when nobody handles an error, and rows may take hours.
    const beating = Promise.allSettled([this.#beatUntilOver()]);
    const results = await Promise.allSettled(work);
    this.#over.abort();
    results.push(...(await beating));
    const isSound = results.every(({ status }) => status === 'fulfilled');
    results.push(...(await Promise.allSettled([this.#leave(isSound)])));
    stop.removeEventListener('abort', onStop);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    if (this.#ending === 'taken over') return this.#ending;
    if (this.#ending === undefined) return (await queue.isForsaken()) ? 'called back' : 'drained';
    // The rows that it was about to start may have been the last ones.
    return (await queue.hasRowsLeft()) ? this.#ending : 'drained';
  }

  /** One lane: claims and evaluates rows until none is left or the worker ends. */
  async #lane(lane: number): Promise<void> {
    const { evaluate } = this.#options;
    try {
      if (lane > 0) await this.#untilNeeded();
      for (;;) {
        const rows = await this.#nextRows();
        if (rows === undefined) break;
        await evaluate(lane, this.#unlessEnding(rows), (duration) => {
          if (this.#recorded++ === 0) this.#firstRowAt = this.#options.timing.now();
          this.#pace.rowEnded(duration);
        });
      }
      this.#isDrained = true;
    } catch (error) {
      this.#end('stopped');
      throw error;
    }
  }

  async #untilNeeded(): Promise<void> {
    const { timing } = this.#options;
    const latest = timing.now() + AT_LATEST;
    const isEarly = () => timing.now() < Math.min(latest, this.#firstRowAt + AFTER_FIRST_ROW);
    while (!this.#isDrained && this.#ending === undefined && isEarly()) {
      await timing.sleep(AFTER_FIRST_ROW / 8);
    }
  }

  /**
   * Claims rows. Resolves to undefined when the worker should end. Waits while another worker may
   * be dead.
   */
  async #nextRows(): Promise<Range[] | undefined> {
    const { queue, timing, watch } = this.#options;
    const idleSince = timing.now();
    for (;;) {
      if (this.#ending === undefined && this.#fitting() === 0) this.#end('out of time');
      if (this.#ending !== undefined) return undefined;
      const rows = await this.#claim();
      if (rows !== undefined) return rows;
      if (await this.#checkOthers()) continue;
      if (!watch.allAliveSince(idleSince)) await timing.sleep(timing.beat / 4);
      else if (!(await queue.takeBackLate())) return undefined;
    }
  }

  async #claim(): Promise<Range[] | undefined> {
    const { queue, timing, allLanes } = this.#options;
    const start = timing.now();
    const { worthwhile } = this.#pace;
    const rows = await queue.claim((remaining) =>
      Math.min(chunkSize({ remaining, workers: allLanes, worthwhile }), this.#fitting()),
    );
    if (rows === undefined) return undefined;
    this.#pace.claimed(timing.now() - start);
    this.#claimed += lengthOf(rows);
    return rows;
  }

  /** Yields the rows of a claim until no more rows should be started. */
  *#unlessEnding(rows: readonly Range[]): Generator<number> {
    for (const index of indicesIn(rows)) {
      if (this.#ending === undefined && this.#fitting() === 0) this.#end('out of time');
      if (this.#ending !== undefined) return;
      yield index;
    }
  }

  async #beatUntilOver(): Promise<void> {
    const { timing } = this.#options;
    const over = this.#over.signal;
    try {
      for (;;) {
        await timing.sleep(timing.beat, over);
        if (over.aborted) return;
        await this.#checkOthers();
      }
    } catch (error) {
      this.#end('stopped');
      throw error;
    }
  }

  /**
   * Renews the heartbeat and checks the other workers. Resolves to true if rows may have been
   * returned.
   */
  async #checkOthers(): Promise<boolean> {
    const { queue, watch } = this.#options;
    await queue.showLife();
    const { others, isTakenOver } = await queue.readOthers();
    if (isTakenOver) this.#end('taken over');
    const dead = await watch.findDead(others);
    for (const one of dead) await queue.takeBack(one);
    return dead.length > 0;
  }

  /** After an error, the worker may have claims that it does not know. */
  async #leave(isSound: boolean): Promise<void> {
    const { queue, flush } = this.#options;
    await flush();
    if (isSound && this.#claimed === this.#recorded) await queue.leave();
    else await queue.giveBack();
  }

  #fitting(): number {
    return this.#pace.fitting(this.#options.timeLeft());
  }

  #end(ending: Ending): void {
    this.#ending ??= ending;
  }
}
