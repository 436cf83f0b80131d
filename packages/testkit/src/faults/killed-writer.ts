import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { CrashOrder, CrashReport } from './crash-writer.ts';

/** The report of a process that was killed while it wrote. */
export interface Killed {
  /** The last batch that it reported as written; -1 if it reported none. */
  readonly last: number;
  /** The code of an error that ended it before it was killed. */
  readonly code: string | undefined;
}

const IS_SOURCE = import.meta.url.endsWith('.ts');
const ENTRY = new URL(IS_SOURCE ? './crash-writer.ts' : './crash-writer.js', import.meta.url);
const SOURCE_FLAGS = ['--conditions=@psyrun/source', '--import', 'tsx'];

/** Starts a process that writes, and kills it `milliseconds` after it has begun. */
export async function killedWriter(order: CrashOrder, milliseconds: number): Promise<Killed> {
  const child = fork(ENTRY, {
    execArgv: IS_SOURCE ? SOURCE_FLAGS : [],
    // The options that the test runner needs do not apply to this process.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let last = -1;
  let code: string | undefined;
  const ready = new Promise<void>((resolve) => {
    child.on('message', (report: CrashReport) => {
      if ('ready' in report) resolve();
      else if ('done' in report) last = report.done;
      else code = report.code;
    });
  });
  child.send(order);
  await Promise.race([ready, ended(child)]);
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  await ended(child);
  return { last, code };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
