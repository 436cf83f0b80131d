import { createHash } from 'node:crypto';
import { packBriefly } from '../extensions.ts';
import { packableValue } from '../packable.ts';
import { ValueDigest } from './value-digest.ts';

const DIGEST_BYTES = 16;
/** The maximum number of strings whose digests are kept. */
const MOST_STRINGS = 1000;

const ofObjects = new WeakMap<object, ValueDigest>();
const ofStrings = new Map<string, ValueDigest>();

/**
 * Returns the digest of a value, which depends on its type, too. That of a value that was given before is
 * not computed again. Throws `PSYRUN_RESULT_VALUE` for a value that a journal cannot hold.
 */
export function digestOf(value: unknown): ValueDigest {
  const known = typeof value === 'string' ? ofStrings.get(value) : ofObjects.get(value as object);
  if (known !== undefined) return known;
  const encoded = packBriefly(packableValue(value));
  const hash = createHash('sha256').update(encoded).digest();
  const digest = new ValueDigest(hash.toString('hex', 0, DIGEST_BYTES), encoded.length);
  if (typeof value === 'string') {
    if (ofStrings.size >= MOST_STRINGS) ofStrings.clear();
    ofStrings.set(value, digest);
  } else if (typeof value === 'object' && value !== null) ofObjects.set(value, digest);
  return digest;
}
