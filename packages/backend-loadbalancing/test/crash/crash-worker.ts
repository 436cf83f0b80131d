/**
 * A process that works on one queue after the other, as a job does. It evaluates the rows itself,
 * its clock is wrong by minutes, and it sees the files of others late.
 */
import { closeSync, existsSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, thisProcess, type Owner } from '@psyrun/files';
import { scanJournal } from '@psyrun/journal';
import {
  journalOf,
  newWorker,
  readRun,
  RowRecorder,
  rowStates,
  type RunDescription,
  spaceOf,
  WorkDirectory,
} from '@psyrun/run';
import { folderOf, readQueue } from '../../src/queue/queue-file.ts';
import { QueueWorker } from '../../src/worker/queue-worker.ts';
import { Queue } from '../../src/queue/queue.ts';
import { MACHINE_TIME } from '../../src/board/timing.ts';
import { Watch } from '../../src/watch/watch.ts';
import type { CrashSettings } from './crash-runs.ts';
import { durationOf } from './durations.ts';
import { LateBoard } from './late-board.ts';

interface CrashOwner extends Owner {
  readonly computer: number;
}

const [job, machine, settingsText] = process.argv.slice(2);
const { workdirs, workers, lag, beat, lease, mean } = JSON.parse(settingsText!) as CrashSettings;
const now = Date.now;
const skew = Math.round(600_000 * (Math.random() - 0.5));
Date.now = () => now() + skew;

for (const workdir of workdirs) {
  const directory = new WorkDirectory(workdir);
  const complete = join(workdir, 'complete');
  if (existsSync(complete)) continue;
  let ending;
  do ending = await workOnce(directory);
  while (ending === 'taken over' || ending === 'called back');
  if (await isComplete(directory)) writeFileSync(complete, '');
}

async function presentRun(directory: WorkDirectory): Promise<RunDescription> {
  return (await readRun(directory.run))!;
}

async function isComplete(directory: WorkDirectory): Promise<boolean> {
  const run = await presentRun(directory);
  const { done, total } = (await rowStates(directory, spaceOf(run), run.space.hash)).counts();
  return done === total;
}

async function workOnce(directory: WorkDirectory) {
  const run = await presentRun(directory);
  const description = await readQueue(directory);
  const worker = await newWorker(directory, Number(job));
  const context = { log: () => undefined, rowEnded: () => undefined } as never;
  const file = journalOf(directory, worker);
  const space = spaceOf(run);
  const recorder = await RowRecorder.open({
    run,
    space,
    job: Number(job),
    file,
    attempts: new Map(),
    context,
  });
  const evaluations = openSync(`${file}.evaluations`, 'a');
  const timing = { ...MACHINE_TIME, beat, lease };
  const board = new LateBoard(folderOf(directory, description), lag, now);
  const recordedBy = async (other: string) => {
    const recorded = new Set<number>();
    await scanJournal(journalOf(directory, other), ({ index }) => recorded.add(index));
    return recorded;
  };
  const stateOf = (owner: object) => {
    if ((owner as CrashOwner).computer !== Number(machine)) return 'unknown';
    return hasEnded(owner as Owner) ? 'ended' : 'runs';
  };
  try {
    return await new QueueWorker({
      queue: new Queue({ board, worker, rows: description.rows, recordedBy, timing }),
      watch: new Watch({ board, timing, stateOf, jobStateOf: () => 'unknown' }),
      timing,
      owner: { ...thisProcess(), computer: Number(machine) } satisfies CrashOwner,
      lanes: 1,
      allLanes: workers,
      timeLeft: () => Infinity,
      stop: new AbortController().signal,
      evaluate: async (_lane, rows, onRecorded) => {
        let owed = 0;
        for (const index of rows) {
          const duration = durationOf(index, mean);
          owed += duration;
          if (owed > 2) await sleep(owed);
          if (owed > 2) owed = 0;
          writeSync(evaluations, '.');
          const row = space.at(index);
          recorder.record({ kind: 'done', index, row, startedAt: now(), duration });
          onRecorded(duration);
        }
      },
      flush: () => recorder.flush(),
    }).run();
  } finally {
    closeSync(evaluations);
    await recorder.close();
  }
}
