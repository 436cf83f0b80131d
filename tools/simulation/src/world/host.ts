import type { Mount } from '../file-system/mount.ts';
import type { Simulator } from './simulator.ts';

/** Milliseconds since 1970 at the beginning of a history. */
const BEGINNING = Date.UTC(2026, 0, 1);

/** A file that a process has opened, as its machine sees it. */
export interface HostedFile {
  readonly node: unknown;
  /** The process has died. */
  abandon(): void;
}

/** A process, as its machine sees it. */
export interface HostedProcess {
  readonly label: string;
  readonly started: number;
  readonly files: ReadonlyMap<number, HostedFile>;
  kill(why: string): void;
  freeze(milliseconds: number): void;
  signal(name: string): void;
}

/** A machine: its name, its clock, its view of the shared file system, its processes. */
export class Host {
  name: string;
  /** Number of the machine, in its `/etc/machine-id`. */
  readonly machine: number;
  readonly sim: Simulator;
  readonly mount: Mount;
  /** Number of the present boot. */
  boot = 0;
  /** Nothing runs on the machine before this time. */
  pausedUntil = 0;
  /** Difference of its wall clock from the true time, in milliseconds. */
  clockOffset: number;
  /** Speed of its monotonic clock. */
  readonly clockRate: number;
  readonly processes = new Map<number, HostedProcess>();
  #lastPid: number;

  constructor(sim: Simulator, machine: number, mount: Mount) {
    this.sim = sim;
    this.machine = machine;
    this.mount = mount;
    const { random } = sim;
    // Two machines may have the same name, as containers have that share the network of their host.
    this.name = `node${random.chance(0.1) ? 0 : machine}`;
    this.clockOffset = random.chance(0.5) ? random.between(-7_200_000, 7_200_000) : 0;
    this.clockRate = random.between(0.99, 1.01);
    this.#lastPid = 100 + random.below(3);
  }

  /** The wall clock. It may jump. */
  get wallClock(): number {
    return BEGINNING + Math.floor(this.sim.now + this.clockOffset);
  }

  /** The monotonic clock. */
  get monotonic(): number {
    return this.sim.now * this.clockRate;
  }

  /** The identifier of the boot in `/proc`. */
  get bootId(): string {
    return `boot-${this.machine}-${this.boot}`;
  }

  /** Returns a number for a process that no running process has. Numbers are used again. */
  nextPid(): number {
    do this.#lastPid = 100 + ((this.#lastPid - 99) % 12);
    while (this.processes.has(this.#lastPid));
    return this.#lastPid;
  }

  /** The machine loses power: its processes, and the bytes that were not synced, are gone. */
  crash(): void {
    this.sim.trace?.(`${this.name} crashes`);
    for (const process of [...this.processes.values()]) process.kill('crash of its machine');
    this.mount.loseDirty();
    this.boot++;
  }
}
