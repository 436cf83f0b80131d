import { lengthOf, type Range } from '@psyrun/run';
import type { NoticeReader } from './notice-reader.ts';
import {
  BASE,
  claimName,
  parseClaim,
  workerReturned,
  type ClaimNotice,
  type ReturnNotice,
} from './notices.ts';
import { rowsAt } from './rows-at.ts';

/** Rows that are claimed from the first to the last: the queue itself, or what was returned. */
export interface Segment {
  readonly name: string;
  readonly rows: readonly Range[];
  readonly length: number;
}

/** A claim and the rows that it is for. */
export interface Claim {
  readonly name: string;
  readonly rows: readonly Range[];
}

/** What the notices say of the rows of a queue; each notice is read once. */
export class Segments {
  readonly #reader: NoticeReader;
  readonly #base: Segment;
  /** Up to where each segment is known to be claimed. */
  readonly #frontiers = new Map<string, number>();
  /** Workers that have claimed rows, as far as their claims were read. */
  readonly claimants = new Set<string>();

  constructor(reader: NoticeReader, rows: readonly Range[]) {
    this.#reader = reader;
    this.#base = { name: BASE, rows, length: lengthOf(rows) };
  }

  /**
   * The segments that are not claimed to their end, as far as can be seen, with the position behind
   * the last claim: first what was returned, then what the queue began with.
   */
  async unclaimed(names: readonly string[]): Promise<(readonly [Segment, frontier: number])[]> {
    const returned = names.filter((name) => workerReturned(name) !== undefined).sort();
    const listed = lastClaims(names);
    const segments = await Promise.all(
      [...returned, BASE].map(async (name) => {
        const segment = await this.#segment(name);
        return [segment, await this.#frontier(name, listed.get(name))] as const;
      }),
    );
    return segments.filter(([{ length }, frontier]) => frontier < length);
  }

  /** Where a claim that is up ends, which is where the next one of its segment begins. */
  async endOf({ name }: Segment, start: number): Promise<number> {
    const { stop } = await this.#claim(claimName(name, start));
    this.#frontiers.set(name, Math.max(stop, this.#frontiers.get(name) ?? 0));
    return stop;
  }

  /** The claims of a worker. */
  async claimsOf(worker: string, names: readonly string[]): Promise<Claim[]> {
    const claims = await Promise.all(
      names.map(async (name) => {
        const claim = parseClaim(name);
        if (claim === undefined) return [];
        const notice = await this.#claim(name);
        if (notice.worker !== worker) return [];
        const { rows } = await this.#segment(claim.segment);
        return [{ name, rows: rowsAt(rows, claim.start, notice.stop) }];
      }),
    );
    return claims.flat();
  }

  async #claim(name: string): Promise<ClaimNotice> {
    const claim = await this.#reader.read<ClaimNotice>(name);
    this.claimants.add(claim.worker);
    return claim;
  }

  async #segment(name: string): Promise<Segment> {
    if (name === BASE) return this.#base;
    const { rows } = await this.#reader.read<ReturnNotice>(name);
    return { name, rows, length: lengthOf(rows) };
  }

  async #frontier(segment: string, listed: number | undefined): Promise<number> {
    const known = this.#frontiers.get(segment) ?? 0;
    if (listed === undefined || listed < known) return known;
    const { stop } = await this.#claim(claimName(segment, listed));
    this.#frontiers.set(segment, stop);
    return stop;
  }
}

/** The position of the last claim of each segment that can be seen. */
function lastClaims(names: readonly string[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const name of names) {
    const claim = parseClaim(name);
    if (claim === undefined || claim.start < (last.get(claim.segment) ?? 0)) continue;
    last.set(claim.segment, claim.start);
  }
  return last;
}
