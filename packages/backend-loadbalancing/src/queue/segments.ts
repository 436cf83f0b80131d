import { lengthOf, type Range } from '@psyrun/pspace/internal';
import type { DocumentKind } from '@psyrun/files/documents';
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

/** A list of rows that are claimed in order: the initial queue, or returned rows. */
export interface Segment {
  readonly name: string;
  readonly rows: readonly Range[];
  readonly length: number;
}

/** The end of the claimed part of a segment. */
export interface Frontier {
  /** Number of its claims. */
  readonly claims: number;
  /** Position behind the last claim. */
  readonly position: number;
}

/** A claim, its worker and its rows. */
export interface Claim {
  readonly name: string;
  readonly worker: string;
  readonly rows: readonly Range[];
}

const UNTOUCHED: Frontier = { claims: 0, position: 0 };

/** Reads the notices about the rows of a queue. Each notice is read once. */
export class Segments {
  readonly #reader: NoticeReader;
  readonly #base: Segment;
  /** The known end of the claimed part of each segment. */
  readonly #frontiers = new Map<string, Frontier>();
  /** Workers that have claimed rows, according to the claims that were read. */
  readonly claimants = new Set<string>();

  constructor(reader: NoticeReader, rows: readonly Range[]) {
    this.#reader = reader;
    this.#base = { name: BASE, rows, length: lengthOf(rows) };
  }

  /**
   * Resolves to the visible segments with unclaimed rows: returned rows first, then the initial
   * queue.
   */
  async unclaimed(names: readonly string[]): Promise<(readonly [Segment, Frontier])[]> {
    const segments = await this.#all(names);
    return segments.filter(([{ length }, { position }]) => position < length);
  }

  /**
   * Resolves to the smallest possible end of the claimed part of a segment, if the claim after
   * `count` others exists.
   */
  async behind({ name }: Segment, count: number): Promise<Frontier> {
    const { stop } = await this.#claim(claimName(name, count));
    return this.#reached(name, { claims: count + 1, position: stop });
  }

  /**
   * Resolves to the claims of the visible notices that are neither finished nor returned. A claim
   * that is not visible is read, too, if a later claim is visible.
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

/** Returns the kind of a notice that closes claims. */
function kindOf(name: string): DocumentKind<DoneNotice> {
  return workerDone(name) === undefined ? RETURN_NOTICE : DONE_NOTICE;
}

/** Returns the number of the last visible claim of each segment. */
function lastClaims(names: readonly string[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const name of names) {
    const claim = parseClaim(name);
    if (claim === undefined || claim.count < (last.get(claim.segment) ?? 0)) continue;
    last.set(claim.segment, claim.count);
  }
  return last;
}
