import type { Host, HostedFile, HostedProcess } from './host.ts';
import type { SimulatedEvent, Simulator } from './simulator.ts';

/** How a process ended: by itself, by an error that nobody caught, or by a signal. */
export type ProcessEnd = 'exit' | 'uncaught error' | 'killed';

/** A process on a simulated host. It can be killed, frozen and asked to stop. */
export class SimulatedProcess implements HostedProcess {
  /** The process whose event is running. */
  static current: SimulatedProcess;
  readonly sim: Simulator;
  readonly host: Host;
  readonly pid: number;
  readonly label: string;
  /** The start time in `/proc`. */
  readonly started: number;
  readonly stop = new AbortController();
  /** The state of the modules of this process. */
  readonly own = new Map<string, { value: unknown }>();
  /** Its open files by descriptor. */
  readonly files = new Map<number, HostedFile>();
  isAlive = true;
  frozenUntil = 0;
  /** Resolves when the process has ended. */
  readonly ended: Promise<ProcessEnd>;
  /** The error that ended it, if nobody caught it. */
  error: unknown;
  #end!: (how: ProcessEnd) => void;

  constructor(host: Host, label: string) {
    this.host = host;
    this.sim = host.sim;
    this.label = label;
    this.pid = host.nextPid();
    this.started = Math.floor(this.sim.now * 1000);
    host.processes.set(this.pid, this);
    this.ended = new Promise((resolve) => (this.#end = resolve));
  }

  /** Starts the process. It exits when `main` has ended. */
  start(main: () => Promise<unknown>): this {
    this.after(this.sim.random.between(1, 50), () => {
      main().then(
        () => this.#over('exit'),
        (error: unknown) => this.crash(error),
      );
    });
    return this;
  }

  /** Runs `action` in this process after some milliseconds, unless it has ended; later if it is frozen. */
  after(milliseconds: number, action: () => void): SimulatedEvent {
    return this.sim.after(milliseconds, () => this.#enter(action));
  }

  /** Ends the process at once. */
  kill(why: string): void {
    if (!this.isAlive) return;
    this.sim.trace?.(`${this.label} is killed: ${why}`);
    this.#over('killed');
  }

  /** Ends the process by an error that nobody caught, as Node does. */
  crash(error: unknown): void {
    if (!this.isAlive) return;
    this.sim.trace?.(`${this.label} has an uncaught error: ${String(error)}`);
    this.error = error;
    this.#over('uncaught error');
  }

  /** Stops the process for a time. Its requests to the file system that are on their way go on. */
  freeze(milliseconds: number): void {
    this.frozenUntil = Math.max(this.frozenUntil, this.sim.now + milliseconds);
  }

  /** Sends a signal that the process can handle. */
  signal(name: string): void {
    this.after(0, () => this.stop.abort(name));
  }

  #enter(action: () => void): void {
    if (!this.isAlive) return;
    const until = Math.max(this.frozenUntil, this.host.pausedUntil);
    if (until > this.sim.now) {
      this.sim.after(until - this.sim.now, () => this.#enter(action));
      return;
    }
    SimulatedProcess.current = this;
    action();
  }

  #over(how: ProcessEnd): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.host.processes.delete(this.pid);
    for (const file of this.files.values()) file.abandon();
    this.files.clear();
    this.#end(how);
  }
}
