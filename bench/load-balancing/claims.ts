/**
 * Prints which fraction of their time workers of load balancing need to take rows, for rows that compute for some
 * microseconds: the number of claims in a run, times what a claim takes, of the time of the workers.
 *
 * Run: npm run build && node --conditions=@psyrun/source --import tsx bench/load-balancing/claims.ts
 */
import { join } from 'node:path';
import { readJournal } from '@psyrun/journal';
import { WorkDirectory } from '@psyrun/run';
import { FolderBoard } from '../../packages/backend-loadbalancing/src/board/folder-board.ts';
import { folderOf, readQueue } from '../../packages/backend-loadbalancing/src/queue/queue-file.ts';
import { inFolder } from '../measure/folder.ts';
import { psy } from '../measure/psy.ts';
import { writeTask } from '../measure/task-file.ts';

/** Claims that are made to know what one takes. */
const CLAIMS = 200;

/** Resolves to the milliseconds of one claim in the folder of a queue: a listing and a notice. */
async function claimCost(board: FolderBoard): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < CLAIMS; i++) {
    await board.names();
    await board.post(`bench-${i}`, '{"start":0,"stop":1,"worker":"0"}');
  }
  return (performance.now() - start) / CLAIMS;
}

/** Resolves to the milliseconds from the start of the first row to the end of the last. */
async function durationOf(directory: WorkDirectory): Promise<number> {
  let [first, last] = [Infinity, 0];
  for (const file of await directory.journals()) {
    for await (const { record } of readJournal(file)) {
      first = Math.min(first, record.startedAt);
      last = Math.max(last, record.startedAt + record.duration);
    }
  }
  return last - first;
}

async function claims(rows: number, microseconds: number, workers: number): Promise<void> {
  await inFolder(async (folder) => {
    const settings = `export const backend = 'load-balancing';\nexport const poolSize = ${workers};`;
    const busy = `for (const end = performance.now() + ${microseconds / 1000}; performance.now() < end;);`;
    const task = { space: `param({ x: range(${rows}) })`, maxJobs: 1, settings };
    writeTask(folder, task, `() => { ${busy} return { y: 1 }; }`);
    await psy(folder, 'run', '--quiet');
    const directory = new WorkDirectory(join(folder, 'psy-work/t'));
    const board = new FolderBoard(folderOf(directory, await readQueue(directory)));
    const count = (await board.names()).filter((name) => name.startsWith('claim-')).length;
    const share =
      (100 * count * (await claimCost(board))) / (workers * (await durationOf(directory)));
    console.log(
      `${rows} rows of ${microseconds} µs, ${workers} workers: ${count} claims, ${share.toFixed(2)} % of the time`,
    );
  });
}

for (const [rows, microseconds] of [
  [1_000_000, 0],
  [100_000, 100],
  [10_000, 1000],
] as const) {
  for (const workers of [2, 4]) await claims(rows, microseconds, workers);
}
