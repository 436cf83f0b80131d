import { rowsOfAll, sizeOf } from '@psyrun/columns/internal';
import type { ColumnContent, FileContent, OtherContent } from '@psyrun/core';
import { dtypeName, parseDescr } from './npy/npy-dtype.ts';
import type { NpyFields } from './npy/npy-header.ts';
import { keyOf } from './npz-member.ts';
import { arrayOf, readFields } from './zip-array.ts';
import type { ZipMember } from './zip/zip-directory.ts';
import { openZip, type Zip } from './zip/zip-reader.ts';

/** Returns what an npz file holds. Reads the headers of the arrays, and nothing else. */
export async function contentOf(file: string): Promise<FileContent> {
  const zip = await openZip(file);
  try {
    const parts: (ColumnContent | OtherContent)[] = [];
    for (const [name, member] of zip.members) parts.push(await partOf(zip, name, member));
    const columns = parts.filter((part) => 'key' in part);
    const others = parts.filter((part): part is OtherContent => 'reason' in part);
    const { size: bytes } = await zip.handle.stat();
    return { kind: 'NumPy archive (.npz)', bytes, ...rowsOfAll(columns), columns, others };
  } finally {
    await zip.handle.close();
  }
}

async function partOf(
  zip: Zip,
  name: string,
  member: ZipMember,
): Promise<ColumnContent | OtherContent> {
  const key = keyOf(name);
  if (key === undefined) return { name, reason: 'It is not an array of NumPy.' };
  let fields: NpyFields;
  try {
    fields = await readFields(zip, member);
  } catch (error) {
    return { name, reason: (error as Error).message };
  }
  const { descr, shape } = fields;
  if (shape.length === 0) return { name: key, reason: 'It is a single value without rows.' };
  return { key, dtype: dtypeName(descr), shape, ...sizes(zip, member, fields) };
}

function sizes(
  zip: Zip,
  member: ZipMember,
  fields: NpyFields,
): Pick<ColumnContent, 'promised' | 'present' | 'problem'> {
  const present = member.compressed ? member.storedSize : member.size - fields.dataOffset;
  let promised: number | undefined;
  try {
    promised = sizeOf(fields.shape) * parseDescr(fields.descr).itemSize;
    arrayOf(zip, member, fields);
    return { promised, present };
  } catch (error) {
    const { message: problem } = error as Error;
    return { ...(promised !== undefined && { promised }), present, problem };
  }
}
