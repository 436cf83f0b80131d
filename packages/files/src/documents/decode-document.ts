import { PsyrunError } from '@psyrun/core';
import { checkContent } from './check-content.ts';
import { damaged } from './damaged.ts';
import type { DocumentKind } from './document-kind.ts';
import { digestOf } from './encode-document.ts';

/** The first line of a document. Version 1 has no such line. */
const HEAD = /^\{"format":"([a-z-]+)","version":(\d{1,9}),"checksum":"([0-9a-f]{64})",\n/;
/** The first line is shorter than this number of bytes. */
const LONGEST_HEAD = 200;

/**
 * Returns the content of a document.
 *
 * Throws `PSYRUN_RUN_CORRUPT`, or the code of the kind, if any bit has changed, if the file is of
 * another kind, or if a newer psyrun wrote it. The error names `file` and the place in it.
 */
export function decodeDocument<T extends object>(
  kind: DocumentKind<T>,
  bytes: Uint8Array,
  file: string,
): T {
  const head = HEAD.exec(Buffer.from(bytes.subarray(0, LONGEST_HEAD)).toString('latin1'));
  if (head === null) return decodeFirst(kind, bytes, file);
  const [line, format, digits, checksum] = head as unknown as [string, string, string, string];
  const version = Number(digits);
  const body = bytes.subarray(line.length);
  if (digestOf(format, version, body) !== checksum) {
    throw damaged(
      kind,
      file,
      'is damaged: its content does not match the checksum in its first line',
    );
  }
  if (format !== `psyrun-${kind.name}`) {
    throw damaged(kind, file, `is a ${format}, expected a psyrun-${kind.name}`);
  }
  if (version !== kind.version) {
    throw otherVersion(kind, version, file);
  }
  return fitting(kind, kind.schema, parse(kind, `{${textOf(body)}`, file), file);
}

/** Returns the error for a sound file of another version. Its field `version` tells it from damage. */
function otherVersion(kind: DocumentKind<object>, version: number, file: string): PsyrunError {
  const { code = 'PSYRUN_RUN_CORRUPT' } = kind;
  return new PsyrunError(code, `${file} is of version ${version}, expected ${kind.version}.`, {
    hint: 'Another version of psyrun wrote it: use that one, or a newer one.',
    fields: { file, version },
  });
}

/** Decodes version 1: a JSON object without a checksum. */
function decodeFirst<T extends object>(kind: DocumentKind<T>, bytes: Uint8Array, file: string): T {
  if (bytes.length === 0) throw damaged(kind, file, 'is empty');
  const value = parse(kind, textOf(bytes), file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damaged(kind, file, 'is damaged: expected an object');
  }
  const { first } = kind;
  if (first === undefined) throw damaged(kind, file, `is not a psyrun-${kind.name}`);
  if (!first.numbered) return fitting(kind, first.schema, value, file);
  const { format, ...content } = value as { format?: unknown };
  if (format !== 1) throw damaged(kind, file, `is damaged at format: ${JSON.stringify(format)}`);
  return fitting(kind, first.schema, content, file);
}

function parse(kind: DocumentKind<object>, text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(kind, file, `is not valid JSON: ${(error as Error).message}`);
  }
}

function fitting<T extends object>(
  kind: DocumentKind<T>,
  schema: DocumentKind<T>['schema'],
  value: unknown,
  file: string,
): T {
  const checked = checkContent(schema, value);
  if ('content' in checked) return checked.content;
  throw damaged(kind, file, checked.problem);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
