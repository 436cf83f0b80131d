import { isProgramAddress, type EvaluatorAddress } from '@psyrun/core';
import {
  nodeFor,
  WorkerPool,
  type IndexedRow,
  type RowOutcome,
  type WorkerPoolOptions,
} from '@psyrun/mapper';
import type { LoadedTask } from '@psyrun/task';
import { withRowsFile } from './with-rows-file.ts';

/** Options of {@link evaluateHere}. */
export interface EvaluateHereOptions {
  /** Receives what the function prints, line by line, while it is evaluated. */
  readonly onLine?: (line: string) => void;
  /** Number that `setup` is called with; 0 if it is left out. */
  readonly procId?: number;
  /** Waits for a debugger before the process begins; a program in another language gets the terminal. */
  readonly inspect?: boolean;
}

/** The outcome of a row that was evaluated here. */
export interface EvaluatedHere {
  readonly outcome: RowOutcome;
  /** The lines that the function printed. */
  readonly output: string[];
}

/**
 * Evaluates one row of a task on this machine as a job would, in a worker process with `setup`,
 * and records nothing.
 */
export async function evaluateHere(
  task: LoadedTask,
  row: IndexedRow,
  { onLine, procId = 0, inspect = false }: EvaluateHereOptions,
): Promise<EvaluatedHere> {
  const { node, excludeFromResult: exclude } = task;
  const { evaluator, removeRows } = await withRowsFile(task);
  const pool = new WorkerPool({
    ...{ evaluator, ...nodeFor(evaluator, node), size: 1 },
    ...(inspect && inspecting(evaluator)),
  });
  const output: string[] = [];
  const print = (line: string): void => {
    output.push(line);
    onLine?.(line);
  };
  let outcome: RowOutcome | undefined;
  let rest = '';
  try {
    await pool.map([row], {
      procId,
      exclude,
      ...(task.pspace.floatKeys && { floatKeys: task.pspace.floatKeys }),
      onOutcome: (ended) => (outcome = ended),
      onOutput: (text) => {
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop()!;
        lines.forEach(print);
      },
    });
  } finally {
    await pool.close();
    await removeRows();
  }
  if (rest !== '') print(rest);
  return { outcome: outcome!, output };
}

/** Options of a pool whose worker waits for a debugger. */
function inspecting(evaluator: EvaluatorAddress): Partial<WorkerPoolOptions> {
  return isProgramAddress(evaluator)
    ? { terminal: true, env: () => ({ PSYRUN_INSPECT: '1' }) }
    : { env: () => ({ NODE_OPTIONS: '--inspect-brk' }) };
}
