import { isPsyrunError } from '@psyrun/core';
import { decodeDocument } from '@psyrun/files';
import type { Board } from '../board/board.ts';
import { LEASE_NOTICE } from '../board/notice-kinds.ts';
import { jobOf, leaseName } from '../board/notices.ts';
import type { Timing } from '../board/timing.ts';

/** Most workers that one worker watches: those that follow it in the order of their names. */
const WATCHED = 8;

/** A worker whose heartbeat is late by this many beats is asked about. */
const LATE = 2;
/** A worker that is said to run keeps its lease this many times as long, and no longer. */
const PATIENCE = 5;

/**
 * What is known of a worker without its heartbeat: on the same machine its process can be seen, and
 * a scheduler may know its job.
 */
export type ProcessState = 'runs' | 'ended' | 'unknown';

/** What a {@link Watch} is made from. */
export interface WatchOptions {
  readonly board: Board;
  readonly timing: Timing;
  /** Tells the state of the process that a lease names. */
  readonly stateOf: (owner: object) => ProcessState;
  /** Tells what the scheduler has said of a job, by the job's number. */
  readonly jobStateOf: (job: number) => ProcessState;
}

interface Sighting {
  readonly owner: object;
  mark: number;
  /** When the mark was first seen, by the clock of this process. */
  since: number;
  /** When the worker certainly lived. */
  alive: number;
}

/**
 * Watches for workers that die. A lease runs out when its mark has not changed for a while by the
 * clock of the one who watches: clocks of two machines are never compared.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #sightings = new Map<string, Sighting>();
  #watched: readonly string[] = [];

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Looks for signs of life of the first of these workers; returns those that are dead. */
  async look(workers: readonly string[]): Promise<string[]> {
    const watched = workers.slice(0, WATCHED);
    const jobs = workers.map(jobOf);
    // What is said of a job is said of the last of its workers, whichever that is.
    const isOnly = (job: number) => jobs.indexOf(job) === jobs.lastIndexOf(job);
    const dead = await Promise.all(
      watched.map((worker) => this.#isDead(worker, isOnly(jobOf(worker)))),
    );
    this.#watched = watched; // Others may have looked meanwhile, on behalf of another lane.
    return watched.filter((_, i) => dead[i]);
  }

  /** Whether all workers that were last looked for have shown a sign of life since `time`. */
  allAliveSince(time: number): boolean {
    return this.#watched.every((one) => (this.#sightings.get(one)?.alive ?? -Infinity) >= time);
  }

  async #isDead(worker: string, isOnly: boolean): Promise<boolean> {
    const { timing, stateOf, jobStateOf } = this.#options;
    const sighting = await this.#sight(worker);
    if (sighting === undefined) return false; // Its lease cannot be seen yet.
    const state = stateOf(sighting.owner);
    if (state === 'runs') sighting.alive = timing.now();
    if (state === 'ended') return true;
    const silence = timing.now() - sighting.since;
    if (silence <= LATE * timing.beat) return false;
    const said = state === 'unknown' && isOnly ? jobStateOf(jobOf(worker)) : 'unknown';
    return said === 'ended' || silence > timing.lease * (said === 'runs' ? PATIENCE : 1);
  }

  async #sight(worker: string): Promise<Sighting | undefined> {
    const { board, timing } = this.#options;
    const mark = await board.mark(leaseName(worker));
    const known = this.#sightings.get(worker);
    if (mark === undefined) return known;
    if (known === undefined) return this.#meet(worker, mark);
    if (mark !== known.mark) {
      // What is seen now may have been done a beat ago.
      const alive = Math.max(known.alive, timing.now() - timing.beat);
      Object.assign(known, { mark, since: timing.now(), alive });
    }
    return known;
  }

  async #meet(worker: string, mark: number): Promise<Sighting | undefined> {
    const { board, timing } = this.#options;
    const lease = await board.read(leaseName(worker));
    if (lease === undefined) return undefined;
    const owner = ownerIn(lease, board.place(leaseName(worker)));
    const sighting = { owner, mark, since: timing.now(), alive: -Infinity };
    this.#sightings.set(worker, sighting);
    return sighting;
  }
}

/**
 * The process that a lease names. Of a damaged lease, nothing is known of the process: as for one on
 * another machine, the mark decides.
 */
function ownerIn(lease: string, file: string): object {
  try {
    return decodeDocument(LEASE_NOTICE, Buffer.from(lease), file);
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_RUN_CORRUPT')) return {};
    throw error;
  }
}
