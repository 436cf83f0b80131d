import type { Owner } from '../process-identity.ts';
import { shellQuoted } from '../shell-quoted.ts';
import { readDocument } from './document-file.ts';
import type { DocumentKind } from './document-kind.ts';
import { encodeDocument } from './encode-document.ts';
import { OWNER } from './process-schema.ts';

const LOCK: DocumentKind<Owner> = {
  name: 'lock',
  version: 2,
  schema: OWNER,
  first: { numbered: false, schema: OWNER },
  code: 'PSYRUN_LOCK_DAMAGED',
  remedy: 'If no other process writes there, on this machine or another, remove the lock file:',
};

/** Returns the content of a lock file that `owner` holds. */
export function encodeLock(owner: Owner): string {
  return encodeDocument(LOCK, owner);
}

/**
 * Resolves to the process that holds a lock, or undefined if there is no such file. Throws
 * `PSYRUN_LOCK_DAMAGED` if the file does not name a process.
 */
export async function readLock(file: string): Promise<Owner | undefined> {
  const remedy = `${LOCK.remedy} rm -r ${shellQuoted(file)}`;
  return readDocument({ ...LOCK, remedy }, file);
}
