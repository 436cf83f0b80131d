import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { answersOf, type Answers } from '../fixtures/answers.ts';
import { IN_MEMORY, Project } from '../fixtures/project.ts';
import { psyHere, PSYRUN } from '../fixtures/psy-here.ts';
import { rowsHere } from '../fixtures/rows-here.ts';

/** The parts of a sweep that a user changes between two runs. */
export interface SweepPlan {
  readonly values: readonly number[];
  /** The version of the function. */
  readonly version: number;
  readonly maxJobs: number;
}

/** The settings that a sweep keeps. */
export interface SweepKind {
  readonly backend: 'distribute' | 'load-balancing';
  readonly store: '.pkl' | '.npz' | '.h5';
  /** True if worker processes evaluate the rows, as for users. Otherwise the process of psy does. */
  readonly hasWorkers: boolean;
}

/** The result of the function of a version. */
export const resultOf = (version: number, x: number): number => 100 * version + x * x;

/** A project with one task, whose sweep changes. A `psy` that is killed is a process of its own. */
export class SweptProject {
  readonly project = new Project(IN_MEMORY);
  readonly #kind: SweepKind;

  constructor(kind: SweepKind) {
    this.#kind = kind;
  }

  /** The file of the result. */
  get result(): string {
    return this.project.path(`psy-work/t/result${this.#kind.store}`);
  }

  /** Writes the task file. */
  write({ values, version, maxJobs }: SweepPlan): void {
    const { backend, store, hasWorkers } = this.#kind;
    this.project.write(
      'psy-tasks/task_t.js',
      `import { appendFileSync, readFileSync } from 'node:fs';
      import { param } from '@psyrun/pspace';
      export const pspace = param({ x: ${JSON.stringify(values)} });
      export const backend = '${backend}', store = '${store}', maxJobs = ${maxJobs};
      export const poolSize = 1;
      export function execute({ x }) {
        appendFileSync('evaluated', x + '\\n');
        if (JSON.parse(readFileSync('failing', 'utf8')).includes(x)) throw new Error('no ' + x);
        return { y: 100 * ${version} + x * x };
      }
      ${hasWorkers ? '' : rowsHere()}`,
    );
  }

  /** Runs psy to its end. Resolves to its exit code and the rows that were evaluated. */
  async run(failing: readonly number[], options: readonly string[]) {
    this.#begin(failing);
    const args = ['run', '-q', ...options, 't'];
    const outcome = await psyHere(this.project, args, undefined, PSYRUN);
    return { ...outcome, evaluated: this.#evaluated() };
  }

  /** Starts psy and kills it and its processes when it has evaluated some rows, unless it ends before. */
  async kill(failing: readonly number[], options: readonly string[], afterRows: number) {
    this.#begin(failing);
    const psy = this.project.startWithPlugins('run', '-q', ...options, 't');
    let stderr = '';
    psy.stderr?.on('data', (text) => (stderr += text));
    const ended = once(psy, 'exit');
    while (psy.exitCode === null && this.#evaluated().length < afterRows) await sleep(5);
    if (psy.exitCode === null) process.kill(-psy.pid!, 'SIGKILL');
    const [status] = (await ended) as [number | null];
    return { status, stderr, evaluated: this.#evaluated() };
  }

  answers(): Promise<Answers> {
    return answersOf(this.project);
  }

  #begin(failing: readonly number[]): void {
    this.project.write('failing', JSON.stringify(failing));
    this.project.write('evaluated', '');
  }

  #evaluated(): number[] {
    return this.project.read('evaluated').split('\n').slice(0, -1).map(Number);
  }
}
