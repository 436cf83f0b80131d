import { Faults } from '../file-system/faults.ts';
import { FileServer } from '../file-system/file-server.ts';
import { FsModules } from '../file-system/fs-modules.ts';
import { Mount } from '../file-system/mount.ts';
import { SystemCalls } from '../file-system/system-calls.ts';
import { systemError } from '../file-system/system-error.ts';
import { DecodedDocuments } from '../production/decoded-documents.ts';
import { Host } from './host.ts';
import { SimulatedProcess } from './simulated-process.ts';
import { Simulator } from './simulator.ts';
import { Timer } from './timer.ts';
import type { Tally } from './tally.ts';

/** The figures of `/proc/<pid>/stat` before the start time, which nobody reads. */
const NO_FIGURES = '0 '.repeat(18);

/** Options of {@link World}. */
export interface WorldOptions {
  readonly seed: number;
  readonly tally: Tally;
  readonly trace?: (line: string) => void;
}

/** The machines and the file server of one history, and what a process sees of them. */
export class World {
  readonly sim: Simulator;
  readonly server = new FileServer();
  readonly faults: Faults;
  readonly fs: FsModules;
  readonly hosts: readonly Host[];
  readonly documents = new DecodedDocuments();
  /** Longest time for which a machine believes what it has read, in milliseconds. 0: a local disk. */
  readonly staleness: number;
  /** Returns the module of an address. */
  importModule: (address: string) => Promise<object> = async () => ({});
  /** Returns the pool that evaluates rows. */
  newRowPool: (options: { readonly evaluator: { readonly export: string } }) => object = () => ({});

  constructor({ seed, tally, trace }: WorldOptions) {
    this.sim = new Simulator(seed, tally, trace);
    const { random } = this.sim;
    this.faults = new Faults(random, tally);
    const calls = new SystemCalls(this.sim, this.faults);
    this.fs = new FsModules(this.sim, calls, (path) => this.#ownFile(path));
    this.staleness = random.chance(0.25) ? 0 : random.between(1, 60_000);
    const count = this.staleness === 0 ? 1 : 2 + random.below(3);
    this.hosts = Array.from({ length: count }, (_, machine) => this.newHost(machine));
  }

  /** Adds a machine that mounts the file server. */
  newHost(machine: number, staleness = this.staleness): Host {
    const mount = new Mount(this.server, this.sim, staleness);
    mount.dirty.failing.draw = () => this.faults.drawBackground();
    return new Host(this.sim, machine, mount);
  }

  /** The process whose event is running. */
  get process(): SimulatedProcess {
    return SimulatedProcess.current;
  }

  /** Returns the variable of a module that belongs to the present process. */
  own(key: string, value: unknown): { value: unknown } {
    const { own } = this.process;
    let found = own.get(key);
    if (found === undefined) own.set(key, (found = { value }));
    return found;
  }

  /** Calls `action` in the present process later. An error that it throws ends the process. */
  setTimer(action: () => void, milliseconds: number): Timer {
    const { process } = this;
    const event = process.after(milliseconds / process.host.clockRate, () => {
      try {
        action();
      } catch (error) {
        process.crash(error);
      }
    });
    return new Timer(event);
  }

  /** Resolves after some time. Rejects when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        timer.cancel();
        reject(new Error('The operation was aborted'));
      };
      const timer = this.setTimer(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      if (signal?.aborted === true) stop();
      else signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** Does what `process.kill(pid, 0)` does. */
  probe(pid: number): true {
    if (!this.process.host.processes.has(pid)) throw systemError('ESRCH', 'kill');
    return true;
  }

  /** Returns a random UUID, version 4. */
  uuid(): string {
    const [a, b, c, d] = [this.#digits(), this.#digits(), this.#digits(), this.#digits()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
  }

  /** Returns eight hexadecimal digits. */
  #digits(): string {
    return this.sim.random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0');
  }

  #ownFile(path: string): string {
    const { host, pid } = this.process;
    if (path === '/proc/sys/kernel/random/boot_id') return host.bootId;
    if (path === '/proc/self') return String(pid);
    // The namespace of processes outside of containers.
    if (path === '/proc/self/ns/pid') return 'pid:[4026531836]';
    if (path === '/etc/machine-id') return `machine-${host.machine}`;
    if (path.endsWith('/package.json')) return '{"version":"0.0.0"}';
    const of = path.startsWith('/proc/') ? path.slice(6, -'/stat'.length) : '';
    const process = host.processes.get(Number(of));
    if (process === undefined) throw systemError('ENOENT', 'open', path);
    return `${pid} (node) S ${NO_FIGURES}${process.started} 0`;
  }
}
