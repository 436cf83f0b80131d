import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files in which Linux counts the processes that it ended for lack of memory, the most exact one first:
 * those of the control group of this process, which a scheduler makes for each job, and those of the machine.
 */
function countedIn(): string[] {
  const groups = read('/proc/self/cgroup')?.split('\n') ?? [];
  const files = groups.flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    if (controllers === '') return [join('/sys/fs/cgroup', path, 'memory.events')];
    if (!controllers!.split(',').includes('memory')) return [];
    return [join('/sys/fs/cgroup/memory', path, 'memory.oom_control')];
  });
  return [...files, '/proc/vmstat'];
}

/**
 * Returns how many processes the system has ended for lack of memory, in the control group of this process
 * if it has one; undefined where the system does not say.
 */
export function oomKills(): number | undefined {
  for (const file of countedIn()) {
    const [, count] = /^oom_kill (\d+)$/m.exec(read(file) ?? '') ?? [];
    if (count !== undefined) return Number(count);
  }
  return undefined;
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
