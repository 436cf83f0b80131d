/**
 * Counts what `psy run --wait` costs while its jobs wait in a real Slurm of this machine: seconds of CPU a day, and
 * requests to the controller a minute, as the controller itself counts them (`sdiag`).
 *
 * Run: npx tsc -b packages/psyrun/tsconfig.lib.json, then node --import tsx bench/waiting.ts [seconds]
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '..');
const PSY = join(ROOT, 'packages/psyrun/dist/psy.js');
/** Seconds until psy asks once a minute, and seconds that are measured. */
const SETTLING = 180;
const MEASURED = Number(process.argv[2] ?? 300);
/** The kernel counts processor time in hundredths of a second. */
const TICKS = 100;

const folder = mkdtempSync(join(tmpdir(), 'psyrun-bench-'));
const slurm = mkdtempSync(join(tmpdir(), 'psyrun-slurm-'));
const control = (verb: string, ...args: string[]) =>
  execFileSync(process.execPath, [
    join(ROOT, 'tools/slurm/slurm.mjs'),
    verb,
    '--dir',
    slurm,
    ...args,
  ]);
control('up', '--while', String(process.pid));
process.env.SLURM_CONF = join(slurm, 'slurm.conf');
try {
  mkdirSync(join(folder, 'psy-tasks'));
  writeFileSync(
    join(folder, 'psy-tasks/task_t.mjs'),
    `import { param, range } from 'psyrun';
    export const pspace = param({ x: range(2) });
    export const scheduler = 'slurm';
    export const schedulerArgs = { timelimit: '1h', extra: ['--hold'] };
    export const execute = () => ({});`,
  );
  const waiting = spawn(process.execPath, [PSY, 'run', '--wait', 't'], {
    cwd: folder,
    stdio: 'inherit',
  });
  await sleep(SETTLING * 1000);
  const before = { cpu: cpuOf(waiting.pid!), requests: requests() };
  await sleep(MEASURED * 1000);
  const cpu = cpuOf(waiting.pid!) - before.cpu;
  const asked = requests() - before.requests;
  console.log(`${((cpu * 86_400) / MEASURED).toFixed(1)} s of CPU a day`);
  console.log(`${((asked * 60) / MEASURED).toFixed(2)} requests a minute`);
  waiting.kill('SIGINT');
  await once(waiting, 'exit');
} finally {
  control('down');
  for (const one of [slurm, folder]) rmSync(one, { recursive: true });
}

/** The seconds of CPU of a process and of the processes that it has waited for. */
function cpuOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return fields.slice(11, 15).reduce((sum, ticks) => sum + ticks / TICKS, 0);
}

/** The number of requests that the controller has answered, without those of its nodes and of sdiag. */
function requests(): number {
  const told = execFileSync('sdiag', { encoding: 'utf8' });
  const counts = told.matchAll(/^\t(?!REQUEST_(?:PING|STATS_INFO))REQUEST_\w+ .*count:(\d+)/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
