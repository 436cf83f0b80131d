import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Marks every process that belongs to the cluster of a folder. */
const MARK = 'PSYRUN_CLUSTER_DIR';

/**
 * Starts a program that stays in the foreground, detached from this process. Its output goes to
 * `log/<name>.log`, its process id to `run/<name>.pid`.
 *
 * @param {string} dir
 * @param {string} name
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 */
export function startDaemon(dir, name, [program, ...args], env) {
  const log = openSync(join(dir, 'log', `${name}.log`), 'a');
  const child = spawn(program, args, {
    env: { ...env, [MARK]: dir },
    cwd: dir,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // The code that waits for the daemon reports the missing program.
  child.on('error', () => undefined);
  child.unref();
  if (child.pid !== undefined) writeFileSync(pidFile(dir, name), `${child.pid}`);
}

/**
 * Ends a program of {@link startDaemon} and waits until it has ended.
 *
 * @param {string} dir
 * @param {string} name
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export async function stopDaemon(dir, name, signal = 'SIGTERM') {
  const pid = runningPid(dir, name);
  if (pid !== undefined) await end(pid, signal);
  rmSync(pidFile(dir, name), { force: true });
}

/** Ends what is left of a cluster: the jobs' processes and their guards. @param {string} dir */
export async function stopRest(dir) {
  await Promise.all(withDescendants(marked(dir)).map((pid) => end(pid, 'SIGKILL')));
}

/** Names of the programs that have been started and not stopped. @param {string} dir */
export function startedDaemons(dir) {
  return readdirSync(join(dir, 'run')).flatMap(
    (file) => /^(.+)(?<!\.conf)\.pid$/.exec(file)?.[1] ?? [],
  );
}

/** @param {string} dir @param {string} name */
function runningPid(dir, name) {
  try {
    const pid = Number(readFileSync(pidFile(dir, name), 'utf8'));
    return marked(dir).includes(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Processes whose environment carries the mark of this cluster. @param {string} dir */
function marked(dir) {
  const mark = `\0${MARK}=${dir}\0`;
  return processes().filter((pid) => `\0${readProc(pid, 'environ')}\0`.includes(mark));
}

/** Jobs run in the environment of their user, without the mark. @param {readonly number[]} pids */
function withDescendants(pids) {
  const children = processes().filter((pid) => {
    const parent = /\) \w (\d+)/.exec(readProc(pid, 'stat'))?.[1];
    return pids.includes(Number(parent)) && !pids.includes(pid);
  });
  return children.length === 0 ? pids : withDescendants([...pids, ...children]);
}

/** Returns the ids of all processes except this one. */
function processes() {
  const entries = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return entries.map(Number).filter((pid) => pid !== process.pid);
}

/** @param {number} pid @param {NodeJS.Signals} signal */
async function end(pid, signal) {
  const deadline = Date.now() + 10_000;
  send(pid, signal);
  while (isAlive(pid)) {
    if (Date.now() > deadline) send(pid, 'SIGKILL');
    await sleep(10);
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** A process that has ended but has not been waited for is not alive. @param {number} pid */
function isAlive(pid) {
  const state = /\) (\w)/.exec(readProc(pid, 'stat'))?.[1];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** @param {number} pid @param {string} file */
function readProc(pid, file) {
  try {
    return readFileSync(join('/proc', String(pid), file), 'utf8');
  } catch {
    return ''; // The process has ended, or belongs to another user.
  }
}

/** @param {string} dir @param {string} name */
function pidFile(dir, name) {
  return join(dir, 'run', `${name}.pid`);
}
