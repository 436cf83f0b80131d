/**
 * Reads and writes psyrun's own files: JSON with a format, a version and a checksum. It is apart
 * from the other functions, because it loads a schema library that only some commands need.
 *
 * @packageDocumentation
 */
export { checkContent, type Checked } from './check-content.ts';
export { damaged, type Damage } from './damaged.ts';
export { decodeDocument } from './decode-document.ts';
export { readDocument, writeDocument } from './document-file.ts';
export type { DocumentKind, FirstVersion } from './document-kind.ts';
export { encodeDocument } from './encode-document.ts';
export { readLock } from './lock-file.ts';
export { OWNER } from './process-schema.ts';
