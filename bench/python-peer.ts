import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** Runs what it is told to, one function at a time, and says how many milliseconds each took. */
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
 * A Python process that stays, so that its work and ours can be measured in turns: what else the
 * machine does then meets both.
 */
export class PythonPeer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #ended: Promise<never>;

  /** `script` defines the dict \`steps\`: by name, a function to prepare and one to measure. */
  constructor(script: string, args: readonly string[]) {
    this.#process = spawn('/usr/bin/python3', ['-c', script + LOOP, ...args]);
    this.#process.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#process.stdout);
    this.#ended = once(this.#process, 'exit').then(() => {
      throw new Error('Python ended.');
    });
    this.#ended.catch(() => {}); // It ends when it is closed, too.
  }

  /** Resolves when the script is ready to work. */
  async ready(): Promise<void> {
    await this.#answer();
  }

  /** Milliseconds that a step takes. */
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
