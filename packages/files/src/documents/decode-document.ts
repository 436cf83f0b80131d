import { checkContent } from './check-content.ts';
import { damaged } from './damaged.ts';
import type { DocumentKind } from './document-kind.ts';
import { digestOf } from './encode-document.ts';

/** The first line of a document; those of version 1 have none. */
const HEAD = /^\{"format":"([a-z-]+)","version":(\d{1,9}),"checksum":"([0-9a-f]{64})",\n/;
/** A first line is shorter. */
const LONGEST_HEAD = 200;

/**
 * The content of a document. Throws `PSYRUN_RUN_CORRUPT`, or the code of the kind, naming `file` and
 * the place in it, if one bit of it is not what was written, if it is of another kind, or if a newer
 * psyrun wrote it.
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
    throw damaged(kind, file, 'is damaged: its content has not the checksum in its first line');
  }
  if (format !== `psyrun-${kind.name}`) {
    throw damaged(kind, file, `is a ${format}, expected a psyrun-${kind.name}`);
  }
  if (version !== kind.version) {
    const remedy = 'Another version of psyrun wrote it: use that one, or a newer one.';
    throw damaged({ ...kind, remedy }, file, `is of version ${version}, expected ${kind.version}`);
  }
  return fitting(kind, kind.schema, parse(kind, `{${textOf(body)}`, file), file);
}

/** Version 1 is an object in JSON that says nothing of its content. */
function decodeFirst<T extends object>(kind: DocumentKind<T>, bytes: Uint8Array, file: string): T {
  if (bytes.length === 0) throw damaged(kind, file, 'is empty');
  const value = parse(kind, textOf(bytes), file);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damaged(kind, file, 'is damaged: expected an object');
  }
  const { first } = kind;
  if (first === undefined) throw damaged(kind, file, `is no psyrun-${kind.name}`);
  if (!first.numbered) return fitting(kind, first.schema, value, file);
  const { format, ...content } = value as { format?: unknown };
  if (format !== 1) throw damaged(kind, file, `is damaged at format: ${JSON.stringify(format)}`);
  return fitting(kind, first.schema, content, file);
}

function parse(kind: DocumentKind<object>, text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(kind, file, `is no valid JSON: ${(error as Error).message}`);
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
