import { noGroup, type OtherKind, type TableGroup } from './layout-errors.ts';
import type { H5Handle } from '../library/h5-handle.ts';
import { groupsOf, pathOf } from '../h5-path.ts';

const REASONS: Readonly<Record<OtherKind, string>> = {
  group: 'It is a group.',
  single: 'It is a single value without rows.',
  other: 'It is neither a dataset nor a group.',
};

/**
 * Returns the members of the group `node`. A file without any content has none. Throws
 * `PSYRUN_FILE_FORMAT`, naming the groups that hold datasets, if the group is not there.
 */
export function tableGroup(name: string, file: H5Handle, node: string): TableGroup {
  let names = file.names('/');
  // The original writes a file without the group if there is nothing to store.
  if (names.length === 0) return { columns: [], others: [] };
  for (const group of groupsOf(node)) {
    const isThere = names.includes(group.slice(group.lastIndexOf('/') + 1));
    if (!isThere || file.kindOf(group) !== 'group') throw noGroup(name, file, node);
    names = file.names(group);
  }
  const columns: string[] = [];
  const others: TableGroup['others'][number][] = [];
  for (const key of names) {
    const kind = memberKind(file, pathOf(node, key));
    if (kind === 'column') columns.push(key);
    else if (kind !== 'empty group') others.push({ name: key, reason: REASONS[kind], kind });
  }
  return { columns, others };
}

function memberKind(file: H5Handle, path: string): OtherKind | 'column' | 'empty group' {
  const kind = file.kindOf(path);
  if (kind === 'group') return isEmpty(file, path) ? 'empty group' : 'group';
  if (kind === 'other') return 'other';
  const { shape } = file.describe(path);
  return shape !== null && shape.length > 0 ? 'column' : 'single';
}

/** True if a group holds nothing. The original leaves such groups behind. */
export function isEmpty(file: H5Handle, path: string): boolean {
  return file.kindOf(path) === 'group' && file.names(path).length === 0;
}
