import { createHash } from 'node:crypto';
import type { DocumentKind } from './document-kind.ts';

/**
 * Returns the text of a document. The first line has the name and version of the format and the
 * checksum of the rest. The other lines have the content. The whole text is one JSON object.
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

/** Returns the digest of the name and version of a format and of the text after the first line. */
export function digestOf(format: string, version: number, body: string | Uint8Array): string {
  return createHash('sha256').update(`${format} ${version}\n`).update(body).digest('hex');
}
