/** What decodes a kind of document. It is a part of `DocumentKind` of psyrun. */
type Schema = object;

/**
 * The documents that a history has decoded. A document is read some ten times, and to decode it again takes a tenth of
 * the time of a history. Decoding depends on the bytes and the schema alone, so that the same content is returned for
 * both. It is frozen: who changed it would change it for all.
 */
export class DecodedDocuments {
  readonly #bySchema = new Map<Schema, Map<string, object>>();

  /** Returns the content of a document that was decoded before, or decodes it. An error is not remembered. */
  contentOf<T extends object>(schema: Schema, bytes: Uint8Array, decode: () => T): T {
    let known = this.#bySchema.get(schema);
    if (known === undefined) this.#bySchema.set(schema, (known = new Map<string, object>()));
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    let content = known.get(text);
    if (content === undefined) known.set(text, (content = frozen(decode())));
    return content as T;
  }
}

function frozen<T extends object>(content: T): T {
  for (const value of Object.values(content)) {
    if (typeof value === 'object' && value !== null) frozen(value as object);
  }
  return Object.freeze(content);
}
