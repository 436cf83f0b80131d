import { basename } from 'node:path';

/** The digest of a file that is not there. */
export const MISSING = 'missing';

/** Digests of files by their names, see `fileNames`. */
type Digests = Readonly<Record<string, string>>;

/**
 * Returns which files have changed, as sentences.
 *
 * A file with another name and the same content is the same file: the project was moved, or a link
 * leads to another place. Of two files with other names and other contents, the one with the same
 * last part has changed.
 *
 * @example
 * ```ts
 * changedFiles({ 'task_t.ts': '1', '../lib.ts': '2' }, { 'task_t.ts': '3', '../../lib.ts': '2' });
 * // => ['task_t.ts has changed.']
 * ```
 */
export function changedFiles(before: Digests, now: Digests): string[] {
  const former = new Set(Object.keys(before));
  const added: string[] = [];
  const changed: string[] = [];
  for (const [file, digest] of Object.entries(now)) {
    if (!former.delete(file)) added.push(file);
    else if (before[file] !== digest) changed.push(changeOf(file, digest));
  }
  const others = added.filter((file) => !takeOne((name) => before[name] === now[file]));
  const unknown = others.filter((file) => {
    const moved = takeOne((name) => basename(name) === basename(file));
    if (moved) changed.push(changeOf(file, now[file]!));
    return !moved;
  });
  return [
    ...changed,
    ...unknown.map((file) => `${file} is new.`),
    ...[...former].map((file) => `${file} does not belong to the task any more.`),
  ];

  /** Removes the first former file that fits. Returns true if there was one. */
  function takeOne(fits: (name: string) => boolean): boolean {
    const name = [...former].find(fits);
    return name !== undefined && former.delete(name);
  }
}

function changeOf(file: string, digest: string): string {
  return digest === MISSING ? `${file} is gone.` : `${file} has changed.`;
}
