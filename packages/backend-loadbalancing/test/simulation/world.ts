import type { Range } from '@psyrun/pspace/internal';
import type { Board } from '../../src/board/board.ts';
import { claimName, parseClaim, workerReturned } from '../../src/board/notices.ts';
import type { ClaimNotice, ReturnNotice } from '../../src/board/notices.ts';
import { rowsAt } from '../../src/queue/rows-at.ts';
import { randomFrom } from './random.ts';
import { VirtualTime } from './virtual-time.ts';

interface Notice {
  readonly content: string;
  readonly by: SimulatedProcess;
  readonly up: number;
  /** The time when others can see it. */
  readonly seen: number;
  readonly marks: { readonly time: number; readonly mark: number }[];
}

/** The state of a row. */
export type RowState = 'recorded' | 'waiting' | 'claimed' | 'lost';

/** A file system on which changes become visible late, and the files of the processes. */
export class World {
  readonly time = new VirtualTime();
  readonly random: () => number;
  readonly notices = new Map<string, Notice>();
  readonly journals = new Map<string, Set<number>>();
  /** The current process of each job. */
  readonly processes = new Map<number, SimulatedProcess>();
  readonly rows: readonly Range[];
  /** Largest number of milliseconds until others see a change. */
  readonly lag: number;
  evaluations = 0;

  constructor(seed: number, rows: number, lag: number) {
    this.random = randomFrom(seed);
    this.rows = [[0, rows]];
    this.lag = lag;
  }

  /** Returns the state of a row according to the files alone. */
  stateOf(row: number): RowState {
    for (const journal of this.journals.values()) if (journal.has(row)) return 'recorded';
    return this.#stateIn('base', this.rows, row);
  }

  contentOf<T>(name: string): T {
    return JSON.parse(this.notices.get(name)!.content) as T;
  }

  /** The names of all returns. */
  get returns(): string[] {
    return [...this.notices.keys()].filter((name) => workerReturned(name) !== undefined);
  }

  #stateIn(segment: string, rows: readonly Range[], row: number): RowState {
    for (let count = 0, end = 0; ; count++) {
      const claim = claimName(segment, count);
      if (!this.notices.has(claim)) return holds(rows, end, Infinity, row) ? 'waiting' : 'lost';
      const { start, stop } = this.contentOf<ClaimNotice>(claim);
      end = stop;
      if (!holds(rows, start, stop, row)) continue;
      const back = this.returns.find((name) =>
        this.contentOf<ReturnNotice>(name).claims.includes(claim),
      );
      if (back === undefined) return 'claimed';
      return this.#stateIn(back, this.contentOf<ReturnNotice>(back).rows, row);
    }
  }

  /** True if the claims of every segment follow each other without a gap or an overlap. */
  get claimsAreChains(): boolean {
    const claims = [...this.notices.keys()].filter((name) => parseClaim(name) !== undefined);
    return claims.every((name) => {
      const { segment, count } = parseClaim(name)!;
      const before = count === 0 ? undefined : claimName(segment, count - 1);
      if (before !== undefined && !this.notices.has(before)) return false;
      const end = before === undefined ? 0 : this.contentOf<ClaimNotice>(before).stop;
      return this.contentOf<ClaimNotice>(name).start === end;
    });
  }
}

/** True if a row is at one of these positions of a list of rows. */
function holds(rows: readonly Range[], start: number, stop: number, row: number): boolean {
  return rowsAt(rows, start, stop).some(([from, to]) => from <= row && row < to);
}

/** A process of the simulated cluster. It can be killed, or suspended for a time. */
export class SimulatedProcess {
  readonly world: World;
  hasEnded = false;
  #suspendedUntil = 0;

  constructor(world: World) {
    this.world = world;
  }

  kill(): void {
    this.hasEnded = true;
  }

  suspend(milliseconds: number): void {
    this.#suspendedUntil = this.world.time.now + milliseconds;
  }

  /** Waits. The promise of a killed process never settles. */
  wait(milliseconds: number): Promise<void> {
    const { time } = this.world;
    return new Promise((resolve) => {
      const wake = (): void => {
        if (this.hasEnded) return;
        if (time.now < this.#suspendedUntil) time.at(this.#suspendedUntil, wake);
        else resolve();
      };
      time.at(time.now + milliseconds, wake);
    });
  }
}

/** The notice board as a process sees it. Each operation takes a while and then acts at once. */
export class SimulatedBoard implements Board {
  readonly #process: SimulatedProcess;
  readonly #world: World;
  /** Called after every posted notice. */
  readonly #onPost: (name: string) => void;

  /** Marks are read again each time, so they are late by at most this much. */
  readonly #markLag: number;

  constructor(
    process: SimulatedProcess,
    { onPost, markLag }: { onPost: (name: string) => void; markLag: number },
  ) {
    this.#process = process;
    this.#markLag = markLag;
    this.#world = process.world;
    this.#onPost = onPost;
  }

  async post(name: string, content: string): Promise<boolean> {
    await this.#operation();
    const { notices, time, random, lag } = this.#world;
    if (notices.has(name)) return false;
    const seen = time.now + lag * random();
    const marks = [{ time: seen, mark: time.now }];
    notices.set(name, { content, by: this.#process, up: time.now, seen, marks });
    this.#onPost(name);
    await this.#operation(); // The process may be killed before it knows.
    return true;
  }

  async read(name: string): Promise<string | undefined> {
    await this.#operation();
    return this.#seen(name)?.content;
  }

  place(name: string): string {
    return name;
  }

  async names(): Promise<readonly string[]> {
    await this.#operation();
    return [...this.#world.notices.keys()].filter((name) => this.#seen(name));
  }

  async touch(name: string): Promise<void> {
    await this.#operation();
    const { notices, time, random, lag } = this.#world;
    const seen = time.now + Math.min(lag, this.#markLag) * random();
    notices.get(name)!.marks.push({ time: seen, mark: time.now });
  }

  async mark(name: string): Promise<number | undefined> {
    await this.#operation();
    const { now } = this.#world.time;
    return this.#seen(name)?.marks.findLast(({ time }) => time <= now)?.mark;
  }

  #seen(name: string): Notice | undefined {
    const notice = this.#world.notices.get(name);
    const isSeen =
      notice?.by === this.#process || (notice?.seen ?? Infinity) <= this.#world.time.now;
    return isSeen ? notice : undefined;
  }

  #operation(): Promise<void> {
    return this.#process.wait(5 * this.#world.random());
  }
}
