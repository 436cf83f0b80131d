/**
 * Parameter spaces: lazy, indexable, exact.
 *
 * @packageDocumentation
 */
export { Axis } from './axes/axis.ts';
export { choice, logUniform, normal, uniform } from './axes/distributions.ts';
export { geomspace } from './axes/geomspace.ts';
export { linspace } from './axes/linspace.ts';
export { logspace } from './axes/logspace.ts';
export { range, range as arange } from './axes/range.ts';
export { latinHypercube, sobol, type Designed, type Ranges } from './designs/designs.ts';
export { dictConcat } from './dict-concat.ts';
export type { Conversion, UnitChange } from './former/conversion.ts';
export type { FormerRows } from './former/former-rows.ts';
export type { FrozenSpace } from './frozen/format.ts';
export { asSpace, freeze, thaw } from './freeze.ts';
export { hashSpace } from './hash/hash-space.ts';
export { missing } from './operators/missing.ts';
export { fromTable, param } from './param.ts';
export { product } from './product.ts';
export { rowSeed } from './identity/row-seed.ts';
export type { Seed } from './random/random-stream.ts';
export { Space } from './space.ts';
export type {
  Joined,
  NewKeys,
  ParamRow,
  ParamValue,
  ParamValues,
  RowOf,
  SumRow,
  ValueOf,
  WhenRow,
} from './types.ts';
