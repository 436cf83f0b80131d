import { PsyrunError } from '@psyrun/core';

/** The group in which the original stores the columns of a result, if no other is named. */
export const DEFAULT_NODE = '/psyrun';

/**
 * Returns the path of the group and of its parents, from the outermost on; none for the root.
 *
 * Throws `PSYRUN_ARGUMENT` if it is not the path of a group.
 *
 * @example
 * ```ts
 * groupsOf('/runs/circle'); // => ['/runs', '/runs/circle']
 * groupsOf('/'); // => []
 * ```
 */
export function groupsOf(node: string): string[] {
  const [start, ...names] = node.split('/');
  if (node === '/') return [];
  if (start !== '' || names.length === 0 || !names.every(isName)) {
    throw new PsyrunError(
      'PSYRUN_ARGUMENT',
      `${JSON.stringify(node)} is not the path of a group of HDF5.`,
      {
        hint: 'Give its path from the root, such as "/psyrun" or "/runs/circle".',
        fields: { node },
      },
    );
  }
  return names.map((_, i) => `/${names.slice(0, i + 1).join('/')}`);
}

/** HDF5 gives an empty name, a dot and a slash another meaning, and cannot store invalid UTF-8. */
function isName(name: string): boolean {
  return (
    name !== '' && name !== '.' && !/[/\0]/.test(name) && Buffer.from(name).toString() === name
  );
}

/**
 * Returns the path of a column's dataset in the group `node`.
 *
 * Throws `PSYRUN_STORE_VALUE` for keys that cannot be the name of a dataset: an empty one, `.`,
 * with a slash or a NUL character, or not valid Unicode.
 *
 * @example
 * ```ts
 * pathOf('/psyrun', 'radius'); // => '/psyrun/radius'
 * ```
 */
export function pathOf(node: string, key: string): string {
  if (isName(key)) return `${node === '/' ? '' : node}/${key}`;
  throw new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `The key ${JSON.stringify(key)} cannot be the name of a dataset of HDF5.`,
    { hint: 'Rename it, or choose the pickle store (.pkl).', fields: { key } },
  );
}
