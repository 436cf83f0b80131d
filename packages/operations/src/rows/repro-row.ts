import type { ParameterSpace, Row } from '@psyrun/core';
import { checkedSpaceOf, fingerprintOf, readStatus, soundRun, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { ReproResult } from '../schemas/repro.ts';
import { evaluateHere } from './evaluate-here.ts';
import { evaluationOf } from './evaluation.ts';
import { noSuchRow } from './no-such-row.ts';
import { recordOf } from './row-record.ts';

/** The parameters and the record of a row before it is evaluated once more. */
export type KnownRow = Pick<ReproResult, 'task' | 'index' | 'parameters' | 'changes' | 'recorded'>;

/** Options of `Project.repro`. */
export interface ReproOptions {
  /** Waits for a debugger before the process begins. */
  readonly inspect?: boolean;
  /** Told what is known of the row before it is evaluated. */
  readonly onKnown?: (known: KnownRow) => void;
  /** Receives what the function prints, line by line, while it is evaluated. */
  readonly onLine?: (line: string) => void;
}

/**
 * Evaluates one row of a run in a worker process on this machine, with the parameters that its job
 * was given. Writes nothing.
 *
 * Throws `PSYRUN_OUT_OF_RANGE` for a row that the run does not have.
 */
export async function reproRow(
  task: LoadedTask,
  index: number,
  { inspect = false, onKnown, onLine }: ReproOptions = {},
): Promise<ReproResult> {
  const directory = new WorkDirectory(task.workdir);
  const run = await soundRun(directory);
  const space = run === undefined ? task.pspace : checkedSpaceOf(run, directory.run);
  const row = rowAt(space, index, task);
  // Without a description of the run, its journals tell whether they are of the present space.
  const hash = run?.space.hash ?? (await fingerprintOf(task)).space;
  const recorded = await recordOf(index, hash, directory);
  const changes = run === undefined ? [] : [...(await readStatus(task)).changes];
  const known = {
    task: task.name,
    index,
    parameters: { ...row },
    changes,
    ...(recorded !== undefined && { recorded }),
  };
  onKnown?.(known);
  // The number that `setup` was called with is that of the job.
  const procId = Number(/:(\d+)$/.exec(recorded?.job ?? '')?.[1] ?? 0);
  const options = { procId, inspect, ...(onLine && { onLine }) };
  const { outcome, output } = await evaluateHere(task, { index, row }, options);
  return { ...known, evaluation: evaluationOf(outcome), output };
}

function rowAt(space: ParameterSpace, index: number, { name }: LoadedTask): Row {
  if (Number.isInteger(index) && index >= 0 && index < space.length) return space.at(index);
  throw noSuchRow(index, name, space.length);
}
