/**
 * Parameter spaces: lazy, indexable, exact.
 *
 * @packageDocumentation
 */
export { Axis } from './axes/axis.ts';
export { linspace } from './axes/linspace.ts';
export { range } from './axes/range.ts';
export type { FrozenSpace } from './frozen/format.ts';
export { asSpace, freeze, thaw } from './freeze.ts';
export { hashSpace } from './hash-space.ts';
export { missing } from './missing.ts';
export { fromTable, param } from './param.ts';
export { Space } from './space.ts';
export type { RowOf } from './types.ts';
