import { spawn } from 'node:child_process';

/**
 * Waits for a line. If the pipe ends without one, the process that holds its other end is gone: then
 * the process group is ended. At last the temporary folder is removed, if there is one. A cluster
 * signals all processes of a job, so signals are ignored.
 */
const GUARD = `trap '' TERM INT HUP USR1 USR2
read -r _ || kill -s KILL -- "-$1"
[ $# -lt 2 ] || rm -rf -- "$2"`;

/**
 * Starts a small process that ends the process group `group` when this process is gone, however it
 * ends: a program that computes cannot notice that itself. Then it removes the folder `temporary`.
 * Returns a function to call when the program has ended.
 */
export function guardGroup(group: number, env: NodeJS.ProcessEnv, temporary?: string): () => void {
  const words = [String(group), ...(temporary === undefined ? [] : [temporary])];
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', ...words], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env,
  });
  // Without a guard, a program outlives this process only if that is killed.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  return () => void guard.stdin.end('\n');
}
