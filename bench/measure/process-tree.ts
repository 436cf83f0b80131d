import { readdirSync, readFileSync } from 'node:fs';

const PAGE = 4096;

/** Returns the bytes of memory of a process and of all that it has started, as Linux tells them. */
export function memoryOfTree(root: number): number {
  const children = new Map<number, number[]>();
  const pages = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = statOf(name);
    if (stat === undefined) continue;
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), Number(name)]);
    pages.set(Number(name), stat.pages);
  }
  const sum = (pid: number): number =>
    (children.get(pid) ?? []).reduce((all, child) => all + sum(child), pages.get(pid) ?? 0);
  return PAGE * sum(root);
}

/** Returns the parent and the resident pages of a process; undefined if it has ended. */
function statOf(pid: string): { readonly parent: number; readonly pages: number } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), pages: Number(fields[21]) };
}
