import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect } from '@jest/globals';
import { rowsOf } from '@psyrun/columns';
import { Ledger } from '@psyrun/jobs';
import { PickleStore } from '@psyrun/store-pickle';
import { callPsy, PSYRUN } from '../fixtures/psy-here.ts';
import { Project, type Outcome } from '../fixtures/project.ts';

/** Options of a {@link ClusterSweep}. */
export interface SweepShape {
  readonly rows: number;
  /** A JavaScript condition for the rows that wait until they are released. */
  readonly waits?: string;
  /** More settings of the task, as lines of its file. */
  readonly settings?: readonly string[];
}

/**
 * A task `t` whose jobs run on a cluster. The result of row `n` is `n` squared. Some rows wait until
 * the sweep is released, so that a test can disturb the run. Commands of several sweeps can run at the
 * same time.
 */
export class ClusterSweep {
  readonly #project = new Project();
  readonly #rows: number;

  readonly #waits: string;

  constructor({ rows, waits = 'false', settings = [] }: SweepShape) {
    this.#rows = rows;
    this.#waits = waits;
    this.set(settings);
  }

  /** Writes the task with other settings. */
  set(settings: readonly string[]): void {
    this.write('tasks/task_t.ts', [
      `import { appendFileSync, existsSync } from 'node:fs';`,
      `import { setTimeout as sleep } from 'node:timers/promises';`,
      `import { param, range } from '@psyrun/pspace';`,
      `const folder = ${JSON.stringify(this.#project.folder)};`,
      `export const workdir = folder + '/work';`,
      `export const pspace = param({ n: range(${this.#rows}) });`,
      ...settings.map((line) => `export const ${line};`),
      `export async function execute({ n }: { n: number }) {`,
      `  appendFileSync(folder + '/evaluated', n + '\\n');`,
      `  while (!existsSync(folder + "/go") && (${this.#waits})) await sleep(20);`,
      `  return { square: n ** 2 };`,
      `}`,
    ]);
  }

  write(name: string, lines: readonly string[]): void {
    this.#project.write(name, lines.join('\n'));
  }

  /** Calls `psy` with a command and its options, for the task. */
  psy(command: string, ...options: string[]): Promise<Outcome> {
    const taskdir = this.#project.path('tasks');
    return callPsy(PSYRUN, [command, 't', '--taskdir', taskdir, ...options]);
  }

  /** Calls a command that must succeed. Resolves to its output. */
  async succeeds(command: string, ...options: string[]): Promise<string> {
    const { status, stdout, stderr } = await this.psy(command, ...options);
    if (status === 0) return `${stdout}${stderr}`;
    throw new Error(`psy ${command} ended with ${status}:\n${stdout}${stderr}`);
  }

  /** Checks that `psy run` refuses to start while jobs are queued or running. */
  async expectBusy(...options: string[]): Promise<void> {
    const { status, stderr } = await this.psy('run', ...options);
    const words = expect.stringContaining("Task 't' has unfinished jobs queued");
    expect({ status, stderr }).toEqual({ status: 1, stderr: words });
  }

  /** Releases the waiting rows. */
  release(): void {
    this.write('go', []);
  }

  /** Resolves to the last submitted jobs with a full name. */
  async job(name: string): Promise<string> {
    const entries = await new Ledger(this.#project.path('work/t/ledger')).entries();
    return entries.findLast((entry) => entry.name === name)!.job!;
  }

  /** Resolves when this number of rows is recorded as done. */
  async recorded(count: number): Promise<void> {
    await until(`${count} rows are recorded`, async () => {
      return (await this.#project.recorded('../work/t')).size >= count;
    });
  }

  /** Returns how many times each row was started, without rows that were not. */
  evaluations(): ReadonlyMap<number, number> {
    const counts = new Map<number, number>();
    const lines = existsSync(this.#project.path('evaluated')) ? this.read('evaluated') : '';
    for (const n of lines.split('\n').filter(Boolean).map(Number)) {
      counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    return counts;
  }

  read(name: string): string {
    return this.#project.read(name);
  }

  /** Checks that the result is complete, by its certificate and row by row. */
  async expectCertified(): Promise<void> {
    expect(await this.succeeds('verify')).toContain('is complete');
    const table = await new PickleStore().load(this.#project.path('work/t/result.pkl'));
    const rows = [...rowsOf(table)].sort((a, b) => Number(a['n']) - Number(b['n']));
    expect(rows).toEqual(Array.from({ length: this.#rows }, (_, n) => ({ n, square: n ** 2 })));
  }

  /** Continues the run and checks that the result is complete. */
  async finish(): Promise<void> {
    this.release();
    await this.succeeds('run', '--wait', '-c');
    await this.expectCertified();
  }

  remove(): void {
    this.#project.remove();
  }
}

const made: ClusterSweep[] = [];
afterAll(() => made.forEach((sweep) => sweep.remove()));

/** Creates a sweep in a new folder that is removed after the tests of the file. */
export function newSweep(shape: SweepShape): ClusterSweep {
  const sweep = new ClusterSweep(shape);
  made.push(sweep);
  return sweep;
}

/** Waits until a condition is true. Fails after 90 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>) {
  const deadline = performance.now() + 90_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Timed out while waiting until ${what}.`);
    await sleep(100);
  }
}
