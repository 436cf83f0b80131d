import { isPsyrunError } from '@psyrun/core';
import { decodeDocument } from '@psyrun/files/documents';
import type { Board } from '../board/board.ts';
import { LEASE_NOTICE } from '../board/notice-kinds.ts';
import { jobOf, leaseName } from '../board/notices.ts';
import type { Timing } from '../board/timing.ts';

/**
 * Largest number of workers that one worker watches: those that follow it in the order of their
 * names.
 */
const WATCHED = 8;

/** If a heartbeat is late by this many beats, the scheduler is queried. */
const LATE = 2;
/** If the scheduler says that a worker runs, its lease is this many times as long. */
const PATIENCE = 5;

/**
 * The state of a worker without its heartbeat. Its process is visible on the same machine, and a
 * scheduler may know its job.
 */
export type ProcessState = 'runs' | 'ended' | 'unknown';

/** Options of {@link Watch}. */
export interface WatchOptions {
  readonly board: Board;
  readonly timing: Timing;
  /** Returns the state of the process that a lease names. */
  readonly stateOf: (owner: object) => ProcessState;
  /** Returns the state of a job by its number, as the scheduler last reported it. */
  readonly jobStateOf: (job: number) => ProcessState;
}

interface Sighting {
  readonly owner: object;
  mark: number;
  /** The time when the mark was first seen, by the clock of this process. */
  since: number;
  /** A time at which the worker certainly lived. */
  alive: number;
}

/**
 * Watches for workers that die. A lease expires when its mark has not changed for a while, by the
 * clock of the watching process. Clocks of two machines are never compared.
 */
export class Watch {
  readonly #options: WatchOptions;
  readonly #sightings = new Map<string, Sighting>();
  #watched: readonly string[] = [];

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** Reads the heartbeats of the first of these workers. Returns those that are dead. */
  async findDead(workers: readonly string[]): Promise<string[]> {
    const watched = workers.slice(0, WATCHED);
    const jobs = workers.map(jobOf);
    // A state of a job is the state of its last worker, so it is used only if the job has one
    // worker.
    const isOnly = (job: number) => jobs.indexOf(job) === jobs.lastIndexOf(job);
    const dead = await Promise.all(
      watched.map((worker) => this.#isDead(worker, isOnly(jobOf(worker)))),
    );
    this.#watched = watched; // Another lane may have read heartbeats in the meantime.
    return watched.filter((_, i) => dead[i]);
  }

  /** True if all watched workers have shown a heartbeat since `time`. */
  allAliveSince(time: number): boolean {
    return this.#watched.every((one) => (this.#sightings.get(one)?.alive ?? -Infinity) >= time);
  }

  async #isDead(worker: string, isOnly: boolean): Promise<boolean> {
    const { timing, stateOf, jobStateOf } = this.#options;
    const sighting = await this.#sight(worker);
    if (sighting === undefined) return false; // Its lease is not visible yet.
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
      // A change that is seen now may be one beat old.
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
