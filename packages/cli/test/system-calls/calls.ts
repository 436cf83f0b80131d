/** The system calls that change files, names and folders, and those that open files. */
export const CALLS = [
  ...['openat', 'write', 'pwrite64', 'writev', 'pwritev', 'ftruncate', 'fdatasync', 'fsync'],
  ...['rename', 'link', 'unlink', 'mkdir', 'rmdir', 'fchmod'],
] as const;

/** The threads of psy that use files: those of calls without and with promises. */
export type Thread = 'main' | 'pool';

/** A system call on a file of the work directory. */
export interface Call {
  readonly thread: Thread;
  readonly name: (typeof CALLS)[number];
  /** The name and the paths in the work directory, without what differs from run to run. */
  readonly what: string;
  /** The path, from psy-work, with `<pid>` for the number of the process. */
  readonly path: string;
  /** It is the nth call of this name on this path, in its thread. From 1. */
  readonly nth: number;
  /** True if it changes something. Other calls open a file to read it. */
  readonly changes: boolean;
}

/** Returns the calls on files of the work directory from the trace of a thread of a process. */
export function callsIn(trace: string, thread: Thread, pid: string): Call[] {
  const counts = new Map<string, number>();
  const count = (key: string): number => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key)!;
  };
  return trace.split('\n').flatMap((line): Call[] => {
    const name = /^(\w+)\(/.exec(line)?.[1] as Call['name'] | undefined;
    if (name === undefined) return [];
    // strace 6.1 looks for the path of its option -P only in the first path of `rename`.
    const path = pathsIn(line)[0]?.replace(`-${pid}-`, '-<pid>-');
    if (path === undefined) return [];
    const changes = name !== 'openat' || line.includes('O_CREAT');
    return [{ thread, name, what: whatOf(line), path, nth: count(`${name} ${path}`), changes }];
  });
}

/** Returns the call of a line of a trace and its paths in the work directory. */
export function whatOf(line: string): string {
  const creates = line.includes('O_CREAT') ? ' to write' : '';
  return `${/^\w*/.exec(line)![0]}${creates} ${pathsIn(line).map(plain).join(' ')}`;
}

/** Returns the paths of a call, from psy-work. A descriptor is shown with its path. */
function pathsIn(line: string): string[] {
  const [, ofDescriptor] = /^\w+\(\d+<(.*?)>[,)]/.exec(line) ?? [];
  const named = ofDescriptor === undefined ? (line.match(/"[^"]*"/g) ?? []) : [ofDescriptor];
  return named.flatMap((path) => /\/psy-work\/(.*?)"?$/.exec(path)?.[1] ?? []);
}

/** Removes host names, process numbers, random digits and identifiers from a path. */
function plain(path: string): string {
  return path
    .replace(/\.[^./]*-\d+-[0-9a-f]{8}-\d+\.tmp/, '.tmp')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}/g, 'uuid');
}
