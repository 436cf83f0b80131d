import * as v from 'valibot';
import { isPsyrunError } from '@psyrun/core';
import { readPlainFile } from '@psyrun/files';
import { decodeDocument } from '@psyrun/files/documents';
import { sound, textOf, unusable, type Finding } from './finding.ts';

const HEAD = /^\{"format":"psyrun-([a-z-]+)","version":(\d+),/;

/** Checks the format and the checksum of a document of psyrun of any kind. */
export async function checkDocument(path: string): Promise<Finding> {
  try {
    const bytes = await readPlainFile(path);
    if (bytes === undefined) return { path, state: 'missing' };
    const head = HEAD.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'));
    const name = head?.[1] ?? 'document';
    const schema = v.looseObject({});
    const version = Number(head?.[2] ?? 2);
    decodeDocument({ name, version, schema, remedy: 'psy run -c writes it again.' }, bytes, path);
    return sound(path);
  } catch (error) {
    if (!isPsyrunError(error)) throw error;
    return unusable(path, textOf(error), 'damaged');
  }
}
