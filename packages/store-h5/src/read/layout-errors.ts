import { PsyrunError, type OtherContent } from '@psyrun/core';
import { pathOf } from '../h5-path.ts';
import type { H5Handle } from '../library/h5-handle.ts';

/** The members of the group of a table. */
export interface TableGroup {
  /** The names of the datasets that have rows. */
  readonly columns: readonly string[];
  /** The other members. Empty groups, which hold nothing, are left out. */
  readonly others: readonly (OtherContent & { readonly kind: OtherKind })[];
}

/** Why a member is not a column. */
export type OtherKind = 'group' | 'single' | 'other';

/** The maximum number of objects that are looked at, and of groups in groups. */
const MOST_OBJECTS = 1000;
const DEEPEST = 10;
/** The maximum number of names in a message. */
const MOST_NAMES = 5;

/** Returns the error for a sound file that has its datasets in other groups. */
export function noGroup(name: string, file: H5Handle, node: string): PsyrunError {
  const message = `${name} is an HDF5 file without the group ${node}.`;
  const frame = file.names('/').find((key) => isFrame(file, pathOf('/', key)));
  if (frame !== undefined) return layoutError(name, message, frameHint(name, frame));
  const groups = groupsWithDatasets(file);
  const [first] = groups;
  if (first === undefined) return layoutError(name, message, 'It holds no datasets.');
  return layoutError(
    name,
    message,
    `Its datasets are in ${listed(groups)}: read them with new H5Store({ node: ${quoted(first)} }).`,
  );
}

/** Returns the error for a group that holds something beside columns, given its members. */
export function notOnlyColumns(
  name: string,
  node: string,
  { columns, others: [other] }: TableGroup,
): PsyrunError {
  const path = pathOf(node, other!.name);
  const choice = columns.slice(0, MOST_NAMES).map((key) => JSON.stringify(key));
  if (columns.length > MOST_NAMES) choice.push('…');
  const choose = `load(file, { columns: [${choice.join(', ')}] })`;
  const message = `${path} in ${name} is not a column. ${other!.reason}`;
  if (other!.kind === 'group') {
    const group = `Read that group with new H5Store({ node: ${quoted(path)} })`;
    const beside = columns.length > 0 ? `, or the columns beside it with ${choose}` : '';
    return layoutError(name, message, `${group}${beside}.`);
  }
  return layoutError(
    name,
    message,
    columns.length > 0
      ? `Read the columns beside it with ${choose}.`
      : 'There are no columns beside it. In Python, write a list for each key.',
  );
}

function layoutError(file: string, message: string, hint: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_FORMAT', message, { hint, fields: { file } });
}

/** True for a group in which pandas stores a data frame. */
function isFrame(file: H5Handle, path: string): boolean {
  return file.kindOf(path) === 'group' && file.attributeNames(path).includes('pandas_type');
}

function frameHint(name: string, key: string): string {
  return `It holds a data frame of pandas. In Python, save its columns as a pickle: pickle.dump(pandas.read_hdf(${quoted(name)}, ${quoted(key)}).to_dict('list'), open('table.pkl', 'wb')).`;
}

/** Returns the paths of the groups that hold datasets, the outermost first. */
function groupsWithDatasets(file: H5Handle): string[] {
  const found: string[] = [];
  const waiting = ['/'];
  let looked = 0;
  for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
    for (const key of file.names(group)) {
      if (++looked > MOST_OBJECTS) return found;
      const path = pathOf(group, key);
      const kind = file.kindOf(path);
      // Groups may contain each other, so that there is no end.
      if (kind === 'group' && path.split('/').length <= DEEPEST) waiting.push(path);
      if (kind === 'dataset' && found.at(-1) !== group) found.push(group);
    }
  }
  return found;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  if (names.length > MOST_NAMES) shown.push('…');
  return shown.join(', ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
