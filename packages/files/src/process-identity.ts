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

/** Returns the owner that stands for this process. */
export function thisProcess(): Owner {
  const started = statusOf(process.pid)?.started ?? null;
  return { host: hostname(), pid: process.pid, started, ...thisMachine() };
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
  // A zombie has ended. Its parent has not read its exit status yet, and may never do so.
  if (status?.state === 'Z') return true;
  // The system may have given the number to another process since, for example after a restart.
  return owner.started !== null && owner.started !== status?.started;
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
  if (!isHere(owner) || !Number.isSafeInteger(owner.pid) || owner.pid < 1) return false;
  return owner.started !== null && owner.started === statusOf(owner.pid)?.started;
}

/**
 * Returns where a process is or was. Two machines can have the same host name, and so can two
 * containers. The name of a machine can change while it runs.
 */
function placeOf({ host, ...its }: Owner): 'here' | 'elsewhere' | 'before this boot' {
  const here = thisMachine();
  const sameHost = host === hostname();
  if (its.boot === undefined || here.boot === undefined) return sameHost ? 'here' : 'elsewhere';
  if (its.boot === here.boot) return its.namespace === here.namespace ? 'here' : 'elsewhere';
  const sameMachine = its.machine !== undefined && its.machine === here.machine;
  return sameHost && sameMachine ? 'before this boot' : 'elsewhere';
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
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Returns fields 3 and 22 of `/proc/<pid>/stat`, see proc(5). They are counted from the end of the
 * command, which may contain spaces. Returns undefined on other systems than Linux.
 */
function statusOf(pid: number): { state: string; started: string } | undefined {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0]!, started: fields[19]! };
}
