import { indicesIn, toRanges, type Range } from '@psyrun/pspace/internal';
import { encodeDocument } from '@psyrun/files/documents';
import type { Board } from '../board/board.ts';
import { CLAIM_NOTICE, DONE_NOTICE, LEASE_NOTICE, RETURN_NOTICE } from '../board/notice-kinds.ts';
import { NoticeReader } from '../board/notice-reader.ts';
import {
  claimName,
  doneName,
  leaseName,
  returnName,
  workerDone,
  workerOfLease,
  workerReturned,
  type ReturnNotice,
} from '../board/notices.ts';
import { rowsAt } from './rows-at.ts';
import { Segments, type Claim, type Frontier, type Segment } from './segments.ts';
import type { Timing } from '../board/timing.ts';

/** Options of {@link Queue}. */
export interface QueueOptions {
  readonly board: Board;
  /** The worker of this object. No other worker has or had this name. */
  readonly worker: string;
  /** The initial rows of the queue. */
  readonly rows: readonly Range[];
  /** Resolves to the rows in the journal of a worker. */
  readonly recordedBy: (worker: string) => Promise<ReadonlySet<number>>;
  readonly timing: Timing;
}

/** The other workers, as seen by one worker. */
export interface OtherWorkers {
  /**
   * Known workers that have not left. Those that follow this worker in the order of names come
   * first.
   */
  readonly others: readonly string[];
  /** Workers whose rows were taken back. */
  readonly abandoned: readonly string[];
  /** True if this worker is one of them. */
  readonly isTakenOver: boolean;
}

/**
 * The rows that workers share, as one of them sees and changes them. The README of this package
 * describes the protocol and why it is safe.
 */
export class Queue {
  readonly #options: QueueOptions;
  readonly #reader: NoticeReader;
  readonly #segments: Segments;
  /** Names of the claims of this worker. */
  readonly #claims: string[] = [];

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#reader = new NoticeReader(options.board, options.timing);
    this.#segments = new Segments(this.#reader, options.rows);
  }

  /** Posts the lease of this worker. `owner` describes the process. */
  async join(owner: object): Promise<void> {
    const { board, worker } = this.#options;
    await board.post(leaseName(worker), encodeDocument(LEASE_NOTICE, owner));
  }

  /** Renews the heartbeat of this worker. */
  async showLife(): Promise<void> {
    await this.#options.board.touch(leaseName(this.#options.worker));
  }

  /** Reads which other workers exist. */
  async readOthers(): Promise<OtherWorkers> {
    const { board, worker } = this.#options;
    const names = await board.names();
    const abandoned = new Set(names.map(workerReturned).filter((one) => one !== undefined));
    const done = new Set(names.map(workerDone));
    // A claim may be visible before the lease of its worker.
    const there = new Set([...names.map(workerOfLease), ...this.#segments.claimants]);
    const others = [...there]
      .filter((one) => one !== undefined && one !== worker && !abandoned.has(one) && !done.has(one))
      .sort() as string[];
    const next = Math.max(
      others.findIndex((one) => one > worker),
      0,
    );
    return {
      others: [...others.slice(next), ...others.slice(0, next)],
      abandoned: [...abandoned],
      isTakenOver: abandoned.has(worker),
    };
  }

  /**
   * Claims rows for this worker. `size` decides how many of the remaining rows of a segment.
   * Resolves to undefined if all rows are claimed.
   */
  async claim(size: (remaining: number) => number): Promise<Range[] | undefined> {
    const names = await this.#options.board.names();
    for (const [segment, frontier] of await this.#segments.unclaimed(names)) {
      const rows = await this.#claimFrom(segment, frontier, size);
      if (rows !== undefined) return rows;
    }
    return undefined;
  }

  /** Leaves the queue. This worker has recorded all the rows that it claimed. */
  async leave(): Promise<void> {
    const { board, worker } = this.#options;
    await board.post(doneName(worker), encodeDocument(DONE_NOTICE, { claims: this.#claims }));
  }

  /** Leaves the queue. The rows that it has claimed but not recorded are returned. */
  async giveBack(): Promise<void> {
    await this.takeBack(this.#options.worker);
  }

  /**
   * Returns the rows that `worker` has claimed but not recorded. Any worker may call it, and more
   * than once: each claim is returned once.
   */
  async takeBack(worker: string): Promise<void> {
    const open = await this.#segments.openClaims(await this.#options.board.names());
    await this.#return(
      worker,
      open.filter((claim) => claim.worker === worker),
    );
  }

  /**
   * Takes back claims of workers that have gone, which became visible only after their rows were
   * taken back. Resolves to true if there were any.
   */
  async takeBackLate(): Promise<boolean> {
    const { abandoned } = await this.readOthers();
    if (abandoned.length === 0) return false;
    const open = await this.#segments.openClaims(await this.#options.board.names());
    const late = abandoned.filter((one) => open.some(({ worker }) => worker === one));
    for (const one of late) await this.takeBack(one);
    return late.length > 0;
  }

  /**
   * True if rows are left but no worker. The last worker to leave calls this, because rows may have
   * been claimed or returned while others were leaving.
   */
  async isForsaken(): Promise<boolean> {
    const { others } = await this.readOthers();
    if (others.length > 0) return false;
    await this.takeBackLate();
    return this.hasRowsLeft();
  }

  /** Resolves to true if there are rows that no worker has claimed. */
  async hasRowsLeft(): Promise<boolean> {
    const open = await this.#segments.unclaimed(await this.#options.board.names());
    return open.length > 0;
  }

  /**
   * The claims were read before the journal, so rows that were recorded in between are not
   * returned.
   */
  async #return(worker: string, open: readonly Claim[]): Promise<void> {
    const { board, recordedBy } = this.#options;
    const recorded = await recordedBy(worker);
    for (let claims = open, count = 0; count === 0 || claims.length > 0; count++) {
      const rows = claims.flatMap((claim) => [...indicesIn(claim.rows)]);
      const left = rows.filter((index) => !recorded.has(index));
      const notice: ReturnNotice = {
        claims: claims.map(({ name }) => name),
        // Claims of returned rows come first, whatever these rows are.
        rows: toRanges(left.sort((a, b) => a - b)),
      };
      if (await board.post(returnName(worker, count), encodeDocument(RETURN_NOTICE, notice)))
        return;
      const earlier = await this.#reader.read(RETURN_NOTICE, returnName(worker, count));
      claims = claims.filter(({ name }) => !earlier.claims.includes(name));
    }
  }

  async #claimFrom(
    segment: Segment,
    frontier: Frontier,
    size: (remaining: number) => number,
  ): Promise<Range[] | undefined> {
    const { board, worker } = this.#options;
    for (let at = frontier; at.position < segment.length;) {
      const start = at.position;
      const stop = Math.min(segment.length, start + Math.max(1, size(segment.length - start)));
      const name = claimName(segment.name, at.claims);
      if (await board.post(name, encodeDocument(CLAIM_NOTICE, { start, stop, worker }))) {
        this.#claims.push(name);
        return rowsAt(segment.rows, start, stop);
      }
      at = await this.#segments.behind(segment, at.claims);
    }
    return undefined;
  }
}
