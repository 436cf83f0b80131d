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
/** For a store, or for this package, that is TypeScript. */
const LOADER = ['--import', 'tsx'];

/**
 * Starts a process that writes, and kills it `milliseconds` after it has begun. Throws if the process
 * ends before that without saying why: then it could not load the store.
 */
export async function killedWriter(order: CrashOrder, milliseconds: number): Promise<Killed> {
  const child = fork(ENTRY, {
    execArgv: IS_SOURCE || order.address.module.endsWith('.ts') ? LOADER : [],
    // The options that the test runner needs do not apply to this process.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let last = -1;
  let code: string | undefined;
  const ready = new Promise<true>((resolve) => {
    child.on('message', (report: CrashReport) => {
      if ('ready' in report) resolve(true);
      else if ('done' in report) last = report.done;
      else code = report.code;
    });
  });
  child.send(order);
  const hasBegun = await Promise.race([ready, ended(child)]);
  if (!hasBegun) {
    const { module, export: name } = order.address;
    throw new Error(`The process ended before it wrote. Can it load ${name} of ${module}?`);
  }
  await setTimeout(milliseconds);
  child.kill('SIGKILL');
  await ended(child);
  return { last, code };
}

async function ended(child: ChildProcess): Promise<false> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return false;
}
