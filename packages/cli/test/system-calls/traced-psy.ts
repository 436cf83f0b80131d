import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome, Project } from '../fixtures/project.ts';
import { type Call, CALLS, callsIn, type Thread, whatOf } from './calls.ts';

/** What happens instead of a system call: an error, or psy is killed. */
export type Fault = 'EIO' | 'ENOSPC' | 'SIGKILL';

const PSY = [fileURLToPath(new URL('./psy-when-traced.js', import.meta.url))];

/** Runs psy and resolves to its calls on files of the work directory, in the order of each thread. */
export async function traceCalls(project: Project, args: readonly string[]): Promise<Call[]> {
  const options = ['-e', `trace=${CALLS.join()}`];
  const { outcome, traces, pid } = await runTraced(project, args, ['main', 'pool'], () => options);
  if (outcome.status !== 0) throw new Error(`psy failed while it was traced: ${outcome.stderr}`);
  return [...callsIn(traces.main!, 'main', pid), ...callsIn(traces.pool!, 'pool', pid)];
}

/** Runs psy with a fault at a call. Resolves to its outcome, or to undefined if it made other calls. */
export async function runWithFault(
  project: Project,
  args: readonly string[],
  { name, nth, thread, what, path }: Call,
  fault: Fault,
): Promise<Outcome | undefined> {
  const happens = fault === 'SIGKILL' ? 'signal=KILL' : `error=${fault}`;
  const inject = `inject=${name}:${happens}:when=${nth}`;
  const { outcome, traces } = await runTraced(project, args, [thread], (pid) => [
    ...['-e', `trace=${name}`, '-e', inject],
    ...['-P', project.path('psy-work', path.replace('<pid>', pid))],
  ]);
  const lines = traces[thread]!.split('\n').filter((line) => line.startsWith(`${name}(`));
  return whatOf(lines[nth - 1] ?? '') === what ? outcome : undefined;
}

async function runTraced(
  project: Project,
  args: readonly string[],
  threads: readonly Thread[],
  optionsOf: (pid: string) => readonly string[],
): Promise<{ outcome: Outcome; traces: Partial<Record<Thread, string>>; pid: string }> {
  const { NODE_OPTIONS: _, FORCE_COLOR: __, ...rest } = process.env;
  const env = { ...rest, NO_COLOR: '1', UV_THREADPOOL_SIZE: '1' };
  const psy = spawn(process.execPath, [...PSY, ...args], { cwd: project.folder, env });
  const said = textsOf(psy);
  const ended = once(psy, 'close');
  await Promise.race([ended, once(psy.stdout, 'data')]);
  const ids = JSON.parse(said.stdout.split('\n')[0]!) as Record<Thread, string>;
  const trace = project.path('trace');
  const attached = threads.flatMap((thread) => ['-p', ids[thread]]);
  const strace = spawn('strace', [
    ...['--output-separately', '-y', '-o', trace, ...attached],
    ...optionsOf(ids.main),
  ]);
  const warnings = textsOf(strace);
  const traced = once(strace, 'close');
  while (warnings.stderr.split(' attached').length <= threads.length) {
    await Promise.race([once(strace.stderr, 'data'), traced]);
    if (strace.exitCode !== null) throw new Error(`strace: ${warnings.stderr}`);
  }
  psy.stdin.write('\n');
  const [status] = (await ended) as [number | null];
  await traced;
  const traces: Partial<Record<Thread, string>> = {};
  for (const thread of threads) {
    const file = `${trace}.${ids[thread]}`;
    traces[thread] = readFileSync(file, 'utf8');
    rmSync(file);
  }
  return { outcome: { status, ...said }, traces, pid: ids.main };
}

function textsOf({ stdout, stderr }: ChildProcess): { stdout: string; stderr: string } {
  const texts = { stdout: '', stderr: '' };
  stdout!.on('data', (data: Buffer) => (texts.stdout += data.toString()));
  stderr!.on('data', (data: Buffer) => (texts.stderr += data.toString()));
  return texts;
}
