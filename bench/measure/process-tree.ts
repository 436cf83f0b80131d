import { readFileSync } from 'node:fs';

const PAGE = 4096;

/**
 * Returns the bytes of memory of a process and of all that it has started, as Linux tells them. Only children of
 * the first thread of a process are found: Node, Python and shells start programs from no other.
 */
export function memoryOfTree(pid: number): number {
  const children = textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  // The second field is the number of resident pages.
  const own = PAGE * Number(textOf(`/proc/${pid}/statm`).split(' ')[1] ?? 0);
  return children.reduce((sum, child) => sum + memoryOfTree(Number(child)), own);
}

/** Returns the text of a file; none if the process has ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
