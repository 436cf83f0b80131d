import { createHash } from 'node:crypto';
import type { DocumentKind } from './document-kind.ts';

/**
 * The text of a document: a line with the name and version of its format and a SHA-256 of all that
 * follows, then the content. The whole is JSON.
 *
 * @example
 * ```ts
 * import * as v from 'valibot';
 * const kind = { name: 'note', version: 2, schema: v.object({ text: v.string() }), remedy: '' };
 * const [head, body] = encodeDocument(kind, { text: 'yes' }).split('\n');
 * head.slice(0, 51); // => '{"format":"psyrun-note","version":2,"sha256":"5beef'
 * body; // => '"content":{"text":"yes"}}'
 * ```
 */
export function encodeDocument<T extends object>(kind: DocumentKind<T>, content: T): string {
  const body = `"content":${JSON.stringify(content)}}\n`;
  const format = `psyrun-${kind.name}`;
  const sha256 = digestOf(format, kind.version, body);
  return `{"format":"${format}","version":${kind.version},"sha256":"${sha256}",\n${body}`;
}

/** The digest of a document: name and version of its format, and what follows the first line. */
export function digestOf(format: string, version: number, body: string | Uint8Array): string {
  return createHash('sha256').update(`${format} ${version}\n`).update(body).digest('hex');
}
