import type { ChildProcess } from 'node:child_process';

/** The members of a child process that show whether its number still belongs to it. */
export type GroupLeader = Pick<ChildProcess, 'pid' | 'exitCode' | 'signalCode'>;

/**
 * Ends the process group of a child process that was started as its leader, at once.
 *
 * The system can give the number of a child to another process when the child has ended. Then nothing
 * is sent: the group may be that of the other process. While a group has members, its number is not
 * given away.
 */
export function endGroup(leader: GroupLeader): void {
  signalGroup(leader, 'SIGKILL');
}

/** Sends a signal to the process group of a child process, as {@link endGroup} does. */
export function signalGroup(leader: GroupLeader, signal: NodeJS.Signals): void {
  const { pid } = leader;
  // -0 and -1 are not groups of one child: they stand for this group and for every process.
  if (pid === undefined || !Number.isSafeInteger(pid) || pid < 2) return;
  if (!isRunning(leader) && isAny(pid)) return;
  send(-pid, signal);
}

/** True if Node has not read the exit status of the child. Until then, the system keeps its number. */
function isRunning({ exitCode, signalCode }: GroupLeader): boolean {
  return exitCode === null && signalCode === null;
}

/** True if a process has this number, whoever its owner is. */
function isAny(pid: number): boolean {
  return send(pid, 0);
}

/** Returns false if there is no such process or group. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    if (signal === 0) return true; // EPERM: it is a process of another user.
    throw error;
  }
}
