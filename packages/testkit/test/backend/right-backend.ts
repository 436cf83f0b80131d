import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Backend,
  CreateJobOptions,
  ModuleAddress,
  EvaluatorFactory,
  Job,
  ParameterSpace,
  PluginAddress,
  Row,
  Store,
  Task,
} from '@psyrun/core';

/** The finished rows, by the text of their parameters. */
type Done = Record<string, Row>;

/** A chain of single jobs, which wrong backends can change. */
export interface Tree {
  readonly kind: 'chain';
  readonly name: string;
  readonly jobs: readonly Job[];
}

interface WorkOptions {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly workdir: string;
  readonly resultfile: string;
  readonly evaluator: ModuleAddress;
  readonly store: PluginAddress;
}

/** One job does all rows. What is done lies in one file. */
export class RightBackend implements Backend {
  readonly task: Task;

  constructor(task: Task) {
    this.task = task;
  }

  async createJob({ dryRun = false }: CreateJobOptions): Promise<Tree> {
    const { name, workdir, resultfile, evaluator, storeAddress: store, pspace } = this.task;
    if (!dryRun) mkdirSync(workdir, { recursive: true });
    const rows = this.todo();
    const options: WorkOptions = {
      rows,
      total: pspace.length,
      workdir,
      resultfile,
      // The suite gives backends a module.
      evaluator: evaluator as ModuleAddress,
      store,
    };
    const work = { module: import.meta.url, export: 'work', options };
    const done = this.isDone();
    return { kind: 'chain', name, jobs: [{ kind: 'job', name: 'work', work, done }] };
  }

  async getMissing(): Promise<ParameterSpace> {
    const done = doneIn(this.task.workdir);
    return spaceOf([...this.task.pspace].filter((row) => !(JSON.stringify(row) in done)));
  }

  async getQueued(): Promise<ParameterSpace> {
    return spaceOf([]);
  }

  async getFailed(): Promise<readonly string[]> {
    const { name, workdir } = this.task;
    return existsSync(workdir) && !this.isDone() ? [`${name}:work`] : [];
  }

  protected todo(): readonly Row[] {
    const done = doneIn(this.task.workdir);
    return [...this.task.pspace].filter((row) => !(JSON.stringify(row) in done));
  }

  protected isDone(): boolean {
    return existsSync(this.task.resultfile);
  }
}

export async function work(options: WorkOptions): Promise<number> {
  const { rows, total, workdir, resultfile } = options;
  const make = await imported<EvaluatorFactory>(options.evaluator);
  const evaluator = await make(options.evaluator.options as never);
  const done = doneIn(workdir);
  for (const row of rows) {
    try {
      done[JSON.stringify(row)] = { ...row, ...((await evaluator.evaluate(row, 0)) as Row) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  writeFileSync(join(workdir, 'done.json'), JSON.stringify(done));
  const results = Object.values(done);
  if (results.length < total) return 1;
  const makeStore = await imported<(address: unknown) => Promise<Store>>(options.store);
  const column = (key: string) => results.map((row) => row[key]);
  const store = await makeStore(options.store.options);
  await store.save(resultfile, { x: column('x'), double: column('double') });
  return 0;
}

async function imported<F>({ module, export: name }: ModuleAddress): Promise<F> {
  return ((await import(module)) as Record<string, F>)[name]!;
}

function doneIn(workdir: string): Done {
  const file = join(workdir, 'done.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Done) : {};
}

/** A space of these rows. */
export function spaceOf(rows: readonly Row[]): ParameterSpace {
  const at = (index: number) => rows[index]!;
  return { keys: ['x'], length: rows.length, at, [Symbol.iterator]: () => rows.values() };
}
