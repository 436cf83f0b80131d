import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** Runs the requested functions, one at a time, and prints the milliseconds of each. */
const LOOP = `
import sys, time
print("ready", flush=True)
for line in sys.stdin:
    prepare, work = steps[line.strip()]
    prepare()
    start = time.perf_counter()
    work()
    print(1000 * (time.perf_counter() - start), flush=True)
`;

/**
 * A Python process that keeps running, so that its work and psyrun's can be measured alternately.
 * Other load on the machine then affects both.
 */
export class PythonPeer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #ended: Promise<never>;

  /**
   * `script` defines the dict \`steps\`. It has, by name, a function to prepare and one to measure.
   */
  constructor(script: string, args: readonly string[]) {
    this.#process = spawn('/usr/bin/python3', ['-c', script + LOOP, ...args]);
    this.#process.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#process.stdout);
    this.#ended = once(this.#process, 'exit').then(() => {
      throw new Error('Python ended.');
    });
    this.#ended.catch(() => {}); // It rejects also when the process is closed.
  }

  /** Resolves when the script is ready to work. */
  async ready(): Promise<void> {
    await this.#answer();
  }

  /** Resolves to the milliseconds of a step. */
  async time(step: string): Promise<number> {
    this.#process.stdin.write(`${step}\n`);
    return Number(await this.#answer());
  }

  close(): void {
    this.#process.kill();
  }

  async #answer(): Promise<string> {
    const [line] = (await Promise.race([once(this.#lines, 'line'), this.#ended])) as [string];
    return line;
  }
}
