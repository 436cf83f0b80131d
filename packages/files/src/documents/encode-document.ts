import { createHash } from 'node:crypto';
import type { DocumentKind } from './document-kind.ts';

/**
 * The text of a document: a line with the name and version of its format and a checksum of all that
 * follows, then the members of the content. The whole is one object in JSON.
 *
 * @example
 * ```ts
 * import * as v from 'valibot';
 * const kind = { name: 'note', version: 2, schema: v.object({ text: v.string() }), remedy: '' };
 * const note = JSON.parse(encodeDocument(kind, { text: 'yes' })) as Record<string, unknown>;
 * Object.keys(note); // => ['format', 'version', 'checksum', 'text']
 * note['format']; // => 'psyrun-note'
 * ```
 */
export function encodeDocument<T extends object>(kind: DocumentKind<T>, content: T): string {
  const body = `${JSON.stringify(content, undefined, 1).slice(1)}\n`;
  const format = `psyrun-${kind.name}`;
  const checksum = digestOf(format, kind.version, body);
  return `{"format":"${format}","version":${kind.version},"checksum":"${checksum}",\n${body}`;
}

/** The digest of a document: name and version of its format, and what follows the first line. */
export function digestOf(format: string, version: number, body: string | Uint8Array): string {
  return createHash('sha256').update(`${format} ${version}\n`).update(body).digest('hex');
}
