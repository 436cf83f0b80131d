import { indicesIn, lengthOf, toRanges, type Range } from '@psyrun/run';
import type { Board } from './board.ts';
import { NoticeReader } from './notice-reader.ts';
import {
  BASE,
  claimName,
  doneName,
  leaseName,
  parseClaim,
  returnName,
  workerDone,
  workerOfLease,
  workerReturned,
  type ClaimNotice,
  type ReturnNotice,
} from './notices.ts';
import { rowsAt } from './rows-at.ts';
import type { Timing } from './timing.ts';

/** What a {@link Queue} is made from. */
export interface QueueOptions {
  readonly board: Board;
  /** The worker on whose behalf it acts: a name that no other one has or had. */
  readonly worker: string;
  /** The rows that the queue began with. */
  readonly rows: readonly Range[];
  /** The rows that a worker has recorded, as its journal shows them now. */
  readonly recordedBy: (worker: string) => Promise<ReadonlySet<number>>;
  readonly timing: Timing;
}

/** What a worker sees of the others. */
export interface Surroundings {
  /** Workers that are there, as far as is known; those that follow this one come first. */
  readonly others: readonly string[];
  /** Workers whose rows were taken back. */
  readonly abandoned: readonly string[];
  /** This worker is one of them. */
  readonly isTakenOver: boolean;
}

/** Rows that are claimed from the first to the last: the queue itself, or what was returned. */
interface Segment {
  readonly name: string;
  readonly rows: readonly Range[];
}

/**
 * The rows that workers share, as one of them sees and changes them. The protocol, and why it is
 * safe, is in the README of this package.
 */
export class Queue {
  readonly #options: QueueOptions;
  readonly #reader: NoticeReader;
  /** How far each segment is known to be claimed. */
  readonly #frontiers = new Map<string, number>();

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#reader = new NoticeReader(options.board, options.timing);
  }

  /** Puts up the lease of this worker; `owner` tells the process. */
  async join(owner: unknown): Promise<void> {
    const { board, worker } = this.#options;
    await board.post(leaseName(worker), JSON.stringify(owner));
  }

  /** Shows that this worker lives. */
  async showLife(): Promise<void> {
    await this.#options.board.touch(leaseName(this.#options.worker));
  }

  async look(): Promise<Surroundings> {
    const { board, worker } = this.#options;
    const names = await board.names();
    const abandoned = new Set(names.map(workerReturned).filter((one) => one !== undefined));
    const done = new Set(names.map(workerDone));
    const others = names
      .map(workerOfLease)
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
   * Claims rows for this worker: as many as `size` says of those that remain in a segment.
   * Undefined if everything is claimed.
   */
  async claim(size: (remaining: number) => number): Promise<Range[] | undefined> {
    const names = await this.#options.board.names();
    for (const segment of await this.#segments(names)) {
      const rows = await this.#claimFrom(segment, names, size);
      if (rows !== undefined) return rows;
    }
    return undefined;
  }

  /** This worker has recorded all that it had claimed, and goes. */
  async leave(): Promise<void> {
    const { board, worker } = this.#options;
    await board.post(doneName(worker), '');
  }

  /** This worker goes; what it has claimed and not recorded is for others. */
  async giveBack(): Promise<void> {
    await this.takeBack(this.#options.worker);
  }

  /**
   * Opens to all what `worker` has claimed and not recorded. Whoever does it, and however often:
   * each of its claims is returned once.
   *
   * The claims are read before the journal: a row recorded in between is not returned in vain.
   */
  async takeBack(worker: string): Promise<void> {
    const { board, recordedBy } = this.#options;
    let claims = await this.#claimsOf(worker);
    for (let count = 0; count === 0 || claims.length > 0; count++) {
      const recorded = await recordedBy(worker);
      const rows = claims.flatMap((claim) => [...indicesIn(claim.rows)]);
      const notice: ReturnNotice = {
        claims: claims.map(({ name }) => name),
        rows: toRanges(rows.filter((index) => !recorded.has(index))),
      };
      if (await board.post(returnName(worker, count), JSON.stringify(notice))) return;
      const earlier = await this.#reader.read<ReturnNotice>(returnName(worker, count));
      claims = claims.filter(({ name }) => !earlier.claims.includes(name));
    }
  }

  /**
   * Whether rows are left that nobody is there to do. The last worker to leave asks, for what was
   * claimed or returned while the others were leaving.
   */
  async isForsaken(): Promise<boolean> {
    const { others, abandoned } = await this.look();
    if (others.length > 0) return false;
    for (const one of abandoned) await this.takeBack(one);
    const names = await this.#options.board.names();
    for (const segment of await this.#segments(names)) {
      if ((await this.#frontier(segment, names)) < lengthOf(segment.rows)) return true;
    }
    return false;
  }

  async #claimsOf(worker: string): Promise<Segment[]> {
    const names = await this.#options.board.names();
    const claims = await Promise.all(
      names.map(async (name) => {
        const claim = parseClaim(name);
        if (claim === undefined) return [];
        const notice = await this.#reader.read<ClaimNotice>(name);
        if (notice.worker !== worker) return [];
        const { rows } = await this.#segment(claim.segment);
        return [{ name, rows: rowsAt(rows, claim.start, notice.stop) }];
      }),
    );
    return claims.flat();
  }

  /** The segments of the queue: first what was returned, then what it began with. */
  async #segments(names: readonly string[]): Promise<Segment[]> {
    const returned = names.filter((name) => workerReturned(name) !== undefined).sort();
    return Promise.all([...returned, BASE].map((name) => this.#segment(name)));
  }

  async #segment(name: string): Promise<Segment> {
    if (name === BASE) return { name, rows: this.#options.rows };
    return { name, rows: (await this.#reader.read<ReturnNotice>(name)).rows };
  }

  async #claimFrom(
    segment: Segment,
    names: readonly string[],
    size: (remaining: number) => number,
  ): Promise<Range[] | undefined> {
    const { board, worker } = this.#options;
    const length = lengthOf(segment.rows);
    let start = await this.#frontier(segment, names);
    while (start < length) {
      const claim = claimName(segment.name, start);
      const stop = Math.min(length, start + Math.max(1, size(length - start)));
      const notice: ClaimNotice = { stop, worker };
      const isOurs = await board.post(claim, JSON.stringify(notice));
      if (isOurs) return rowsAt(segment.rows, start, stop);
      start = await this.#stopOf(claim);
      this.#frontiers.set(segment.name, start);
    }
    return undefined;
  }

  /** Up to where a segment is claimed, as far as can be seen: the claims form a chain. */
  async #frontier({ name }: Segment, names: readonly string[]): Promise<number> {
    let last = this.#frontiers.get(name) ?? 0;
    let listed: string | undefined;
    for (const notice of names) {
      const claim = parseClaim(notice);
      if (claim?.segment !== name || claim.start < last) continue;
      last = claim.start;
      listed = notice;
    }
    if (listed !== undefined) last = await this.#stopOf(listed);
    this.#frontiers.set(name, last);
    return last;
  }

  async #stopOf(claim: string): Promise<number> {
    return (await this.#reader.read<ClaimNotice>(claim)).stop;
  }
}
