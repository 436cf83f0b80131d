import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process: enough to tell, on the same machine, whether it still runs. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, as the kernel counts it; null where that cannot be read. */
  readonly started: string | null;
  /** The boot of the machine and the namespace in which `pid` counts; not outside of Linux. */
  readonly boot?: string;
  readonly namespace?: string;
  /** The installation of the operating system. */
  readonly machine?: string;
}

/** This process. */
export function thisProcess(): Owner {
  const started = statusOf(process.pid)?.started ?? null;
  return { host: hostname(), pid: process.pid, started, ...thisMachine() };
}

/**
 * True if `owner` certainly runs no more. Of a process on another machine, or in another container,
 * nothing is known, so it counts as running.
 */
export function hasEnded(owner: Owner): boolean {
  const place = placeOf(owner);
  if (place !== 'here') return place === 'before this boot';
  if (!isRunning(owner.pid)) return true;
  const status = statusOf(owner.pid);
  // A zombie: whoever started it has not asked yet what became of it, and may never do so.
  if (status?.state === 'Z') return true;
  // The number may have been given to another process since, after a restart for example.
  return owner.started !== null && owner.started !== status?.started;
}

/** True if the number of `owner` counts here: on this machine, in this boot and container. */
export function isHere(owner: Owner): boolean {
  return placeOf(owner) === 'here';
}

/**
 * True if `owner.pid` is the number of that very process, here and now: only then may it be sent a
 * signal. It is not proven by the number alone, which another process may have by now.
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
 * Where a process is or was. Two machines may have one host name, as may two containers on one; a
 * machine may get another name while it runs.
 */
function placeOf({ host, ...its }: Owner): 'here' | 'elsewhere' | 'before this boot' {
  const here = thisMachine();
  const sameHost = host === hostname();
  if (its.boot === undefined || here.boot === undefined) return sameHost ? 'here' : 'elsewhere';
  if (its.boot === here.boot) return its.namespace === here.namespace ? 'here' : 'elsewhere';
  const sameMachine = its.machine !== undefined && its.machine === here.machine;
  return sameHost && sameMachine ? 'before this boot' : 'elsewhere';
}

/** Tells this machine from others. A member that cannot be read is left out. */
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
    return undefined; // Another system than Linux, or not allowed.
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
 * Fields 3 and 22 of `/proc/<pid>/stat` (see proc(5)), counted behind the command, which may hold
 * blanks; undefined outside of Linux, where the process number has to do.
 */
function statusOf(pid: number): { state: string; started: string } | undefined {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0]!, started: fields[19]! };
}
