/**
 * Parts of spaces that the other packages of psyrun use. They may change in any version.
 *
 * @packageDocumentation
 */
export { formerText } from './former/former-text.ts';
export { isFormer } from './former/is-former.ts';
export { presentKeys, presentRow, unitsOf, type Units } from './former/present-row.ts';
export { factorsOf } from './operators/factors-of.ts';
export { sameIdentity } from './identity/identity-hash.ts';
export { RandomStream } from './random/random-stream.ts';
export type { IdentityIndex } from './identity/identity-index.ts';
export { PrefixHashes } from './hash/prefix-hashes.ts';
export { indexOfRows } from './identity/index-of-rows.ts';
export { rowTranslation, type RowTranslation } from './identity/row-translation.ts';
export { commonRanges, indicesIn, isRanges, lengthOf, toRanges, type Range } from './ranges.ts';
export { Subspace } from './subspace.ts';
