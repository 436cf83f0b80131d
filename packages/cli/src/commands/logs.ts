import { basename } from 'node:path';
import { logLines, readLog, taskLogs } from '@psyrun/operations/control';
import { readTasksOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printLogs}. */
export interface LogsFlags {
  readonly taskdir: string;
  readonly json?: boolean;
}

/** `psy logs`: prints the logs of a task's jobs, or of one of them. */
export async function printLogs(
  name: string,
  job: string | undefined,
  { taskdir, json = false }: LogsFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const task = (await readTasksOf(taskdir, [name], session))[0]!;
  for (const log of await taskLogs(task, job)) {
    if (json) {
      console.json(JSON.stringify(await readLog(task, log)));
      continue;
    }
    console.out(`==> ${basename(log.file)} <==`);
    for await (const line of logLines(log)) console.out(line);
  }
  return EXIT.done;
}
