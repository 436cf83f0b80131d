/**
 * Parts of spaces that the other packages of psyrun use. They may change in any version.
 *
 * @packageDocumentation
 */
export { IdentityIndex, type ValueReader } from './identity/identity-index.ts';
export { indicesIn, isRanges, lengthOf, toRanges, type Range } from './ranges.ts';
export { Subspace } from './subspace.ts';
