import { lengthOf, type Range } from '@psyrun/pspace/internal';
import type { DocumentKind } from '@psyrun/files';
import { CLAIM_NOTICE, DONE_NOTICE, RETURN_NOTICE } from '../board/notice-kinds.ts';
import type { NoticeReader } from '../board/notice-reader.ts';
import {
  BASE,
  claimName,
  parseClaim,
  workerDone,
  workerReturned,
  type ClaimNotice,
  type DoneNotice,
} from '../board/notices.ts';
import { rowsAt } from './rows-at.ts';

/** Rows that are claimed from the first to the last: the queue itself, or what was returned. */
export interface Segment {
  readonly name: string;
  readonly rows: readonly Range[];
  readonly length: number;
}

/** How far a segment is claimed. */
export interface Frontier {
  /** Number of its claims. */
  readonly claims: number;
  /** Position behind the last of them. */
  readonly position: number;
}

/** A claim, whose it is, and the rows that it is for. */
export interface Claim {
  readonly name: string;
  readonly worker: string;
  readonly rows: readonly Range[];
}

const UNTOUCHED: Frontier = { claims: 0, position: 0 };

/** What the notices say of the rows of a queue; each notice is read once. */
export class Segments {
  readonly #reader: NoticeReader;
  readonly #base: Segment;
  /** How far each segment is known to be claimed. */
  readonly #frontiers = new Map<string, Frontier>();
  /** Workers that have claimed rows, as far as their claims were read. */
  readonly claimants = new Set<string>();

  constructor(reader: NoticeReader, rows: readonly Range[]) {
    this.#reader = reader;
    this.#base = { name: BASE, rows, length: lengthOf(rows) };
  }

  /**
   * The segments that are not claimed to their end, as far as can be seen: first what was returned,
   * then what the queue began with.
   */
  async unclaimed(names: readonly string[]): Promise<(readonly [Segment, Frontier])[]> {
    const segments = await this.#all(names);
    return segments.filter(([{ length }, { position }]) => position < length);
  }

  /** How far a segment is claimed at least, when the claim that follows `count` others is up. */
  async behind({ name }: Segment, count: number): Promise<Frontier> {
    const { stop } = await this.#claim(claimName(name, count));
    return this.#reached(name, { claims: count + 1, position: stop });
  }

  /**
   * The claims that no worker has said to be done and that are not returned, by the notices that
   * can be seen. Claims that cannot be seen are read all the same if there is one behind them.
   */
  async openClaims(names: readonly string[]): Promise<Claim[]> {
    const closed = await this.#closed(names);
    const segments = await this.#all(names);
    const open = segments.flatMap(([segment, { claims }]) =>
      Array.from({ length: claims }, (_, count) => ({
        segment,
        name: claimName(segment.name, count),
      })),
    );
    return Promise.all(
      open
        .filter(({ name }) => !closed.has(name))
        .map(async ({ segment, name }) => {
          const { start, stop, worker } = await this.#claim(name);
          return { name, worker, rows: rowsAt(segment.rows, start, stop) };
        }),
    );
  }

  async #closed(names: readonly string[]): Promise<ReadonlySet<string>> {
    const closing = names.filter((name) => workerDone(name) ?? workerReturned(name));
    const notices = await Promise.all(
      closing.map((name) => this.#reader.read<DoneNotice>(kindOf(name), name)),
    );
    return new Set(notices.flatMap(({ claims }) => claims));
  }

  async #all(names: readonly string[]): Promise<(readonly [Segment, Frontier])[]> {
    const returned = names.filter((name) => workerReturned(name) !== undefined).sort();
    const listed = lastClaims(names);
    return Promise.all(
      [...returned, BASE].map(async (name) => {
        const segment = await this.#segment(name);
        return [segment, await this.#frontier(name, listed.get(name))] as const;
      }),
    );
  }

  async #claim(name: string): Promise<ClaimNotice> {
    const claim = await this.#reader.read(CLAIM_NOTICE, name);
    this.claimants.add(claim.worker);
    return claim;
  }

  async #segment(name: string): Promise<Segment> {
    if (name === BASE) return this.#base;
    const { rows } = await this.#reader.read(RETURN_NOTICE, name);
    return { name, rows, length: lengthOf(rows) };
  }

  async #frontier(segment: string, listed: number | undefined): Promise<Frontier> {
    const known = this.#frontiers.get(segment) ?? UNTOUCHED;
    if (listed === undefined || listed < known.claims) return known;
    const { stop } = await this.#claim(claimName(segment, listed));
    return this.#reached(segment, { claims: listed + 1, position: stop });
  }

  #reached(segment: string, frontier: Frontier): Frontier {
    const known = this.#frontiers.get(segment) ?? UNTOUCHED;
    const furthest = known.claims > frontier.claims ? known : frontier;
    this.#frontiers.set(segment, furthest);
    return furthest;
  }
}

/** The kind of a notice that closes claims. */
function kindOf(name: string): DocumentKind<DoneNotice> {
  return workerDone(name) === undefined ? RETURN_NOTICE : DONE_NOTICE;
}

/** The number of the last claim of each segment that can be seen. */
function lastClaims(names: readonly string[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const name of names) {
    const claim = parseClaim(name);
    if (claim === undefined || claim.count < (last.get(claim.segment) ?? 0)) continue;
    last.set(claim.segment, claim.count);
  }
  return last;
}
