import { WorkerPool, type IndexedRow, type RowOutcome } from '@psyrun/mapper';
import type { LoadedTask } from '@psyrun/task';

/** Options of {@link evaluateHere}. */
export interface EvaluateHereOptions {
  /** Takes what the function prints, line by line. */
  readonly onLine: (line: string) => void;
  /** What `setup` is called with; 0 if left out. */
  readonly procId?: number;
  /** Waits for a debugger before the process begins. */
  readonly inspect?: boolean;
}

/**
 * Evaluates one row of a task on this machine as a job would, in a worker process with `setup`,
 * and records nothing.
 */
export async function evaluateHere(
  task: LoadedTask,
  row: IndexedRow,
  { onLine, procId = 0, inspect = false }: EvaluateHereOptions,
): Promise<RowOutcome> {
  const { evaluator, node, excludeFromResult: exclude } = task;
  const env = (): Record<string, string> => (inspect ? { NODE_OPTIONS: '--inspect-brk' } : {});
  const pool = new WorkerPool({ evaluator, node, size: 1, env });
  let outcome: RowOutcome | undefined;
  let rest = '';
  try {
    await pool.map([row], {
      procId,
      exclude,
      onOutcome: (ended) => (outcome = ended),
      onOutput: (text) => {
        const lines = `${rest}${text}`.split('\n');
        rest = lines.pop()!;
        lines.forEach(onLine);
      },
    });
  } finally {
    await pool.close();
  }
  if (rest !== '') onLine(rest);
  return outcome!;
}
