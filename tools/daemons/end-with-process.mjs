import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Starts this program again, with the verb `down-after`, to end the cluster of a folder when a process has ended.
 *
 * @param {string} pid
 * @param {string} dir
 */
export function endWithProcess(pid, dir) {
  const args = [process.argv[1], 'down-after', '--dir', dir, '--while', pid];
  spawn(process.execPath, args, { detached: true, stdio: 'ignore' }).unref();
}

/**
 * Resolves when a process has ended, or the cluster is down: then there is nothing to wait for.
 *
 * @param {number} pid
 * @param {() => boolean} isUp
 */
export async function endOfProcess(pid, isUp) {
  while (isAlive(pid) && isUp()) await sleep(500);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
