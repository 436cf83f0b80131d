import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Identifies a process. On the same machine, this shows whether the process is still running. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** The start time of the process in the units of the kernel; null if it cannot be read. */
  readonly started: string | null;
  /** The boot of the machine and the namespace of `pid`. On Linux only. */
  readonly boot?: string;
  readonly namespace?: string;
  /** The installation of the operating system. */
  readonly machine?: string;
}

/** The namespace of the processes of a machine outside of containers: PROC_PID_INIT_INO of Linux. */
const OUTSIDE_OF_CONTAINERS = 'pid:[4026531836]';

/** Returns the owner that stands for this process. */
export function thisProcess(): Owner {
  const started = statusOf(process.pid)?.started ?? null;
  return { host: hostname(), pid: process.pid, started, ...thisMachine() };
}

/**
 * True if `owner` stands for this process. The number alone does not show it: each container has a
 * process 1.
 */
export function isThisProcess(owner: Owner): boolean {
  const { started } = thisProcess();
  return isHere(owner) && owner.pid === process.pid && owner.started === started;
}

/**
 * True if `owner` has certainly ended. A process on another machine or in another container cannot be
 * checked and counts as running.
 */
export function hasEnded(owner: Owner): boolean {
  const place = placeOf(owner);
  if (place !== 'here') return place === 'before this boot';
  if (!isRunning(owner.pid)) return true;
  const status = statusOf(owner.pid);
  // It runs, but /proc hides it: it may belong to another user.
  if (status === undefined) return false;
  // A zombie has ended. Its parent has not read its exit status yet, and may never do so.
  if (status.state === 'Z') return true;
  // The system may have given the number to another process since, for example after a restart.
  return owner.started !== null && owner.started !== status.started;
}

/** True if `owner.pid` is valid here: same machine, same boot, same container. */
export function isHere(owner: Owner): boolean {
  return placeOf(owner) === 'here';
}

/**
 * True if `owner.pid` is still the number of the same process, so that a signal can be sent to it. The
 * number alone is not enough, because another process may have the same number by now.
 *
 * @example
 * ```ts
 * isSameProcess(thisProcess()); // => true
 * isSameProcess({ ...thisProcess(), started: null }); // => false
 * isSameProcess({ ...thisProcess(), pid: -1 }); // => false
 * ```
 */
export function isSameProcess(owner: Owner): boolean {
  if (!isHere(owner) || !isProcessNumber(owner.pid)) return false;
  return owner.started !== null && owner.started === statusOf(owner.pid)?.started;
}

/** True for the number of one process. 0 and negative numbers stand for groups of processes. */
function isProcessNumber(pid: number): boolean {
  return Number.isInteger(pid) && pid >= 1 && pid < 2 ** 31;
}

/**
 * Returns where a process is or was. Two machines can have the same host name, and so can two
 * containers. The name of a machine can change while it runs. Containers of one image can have the
 * same machine id.
 */
function placeOf({ host, ...its }: Owner): 'here' | 'elsewhere' | 'before this boot' {
  const here = thisMachine();
  const sameHost = host === hostname();
  if (its.boot === undefined || here.boot === undefined) return sameHost ? 'here' : 'elsewhere';
  if (its.boot === here.boot) return its.namespace === here.namespace ? 'here' : 'elsewhere';
  const sameMachine = its.machine !== undefined && its.machine === here.machine;
  const noContainer = [its, here].every(({ namespace }) => namespace === OUTSIDE_OF_CONTAINERS);
  return sameHost && sameMachine && noContainer ? 'before this boot' : 'elsewhere';
}

/** Returns the identifiers of this machine, without those that cannot be read. */
function thisMachine(): Pick<Owner, 'boot' | 'namespace' | 'machine'> {
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = read(() => readlinkSync('/proc/self/ns/pid'));
  const machine = read(() => readFileSync('/etc/machine-id', 'utf8'));
  return {
    ...(boot !== undefined && { boot }),
    ...(namespace !== undefined && { namespace }),
    ...(machine !== undefined && { machine }),
  };
}

function read(text: () => string): string | undefined {
  try {
    return text().trim() || undefined;
  } catch {
    return undefined; // The system is not Linux, or access is denied.
  }
}

function isRunning(pid: number): boolean {
  if (!isProcessNumber(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Returns fields 3 and 22 of `/proc/<pid>/stat`, see proc(5). They are counted from the end of the
 * command, which may contain spaces. Returns undefined on other systems than Linux, and if `/proc` is
 * that of another container, in which other processes have these numbers.
 */
function statusOf(pid: number): { state: string; started: string } | undefined {
  if (read(() => readlinkSync('/proc/self')) !== String(process.pid)) return undefined;
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0]!, started: fields[19]! };
}
