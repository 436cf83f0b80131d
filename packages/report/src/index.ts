/**
 * One offline page about a sweep, and plots.
 *
 * @packageDocumentation
 */
export { pack, packText } from './codec/pack.ts';
export type { Packed } from './codec/packed.ts';
export {
  errorOf,
  quantise,
  type Quantised,
  type QuantisingError,
  type Scale,
} from './codec/quantise.ts';
export { bandChart } from './drawing/band-chart.ts';
export { heatMap, type CellNumber, type HeatMap } from './drawing/heat-map.ts';
export type { Drawing, Mark, Shape } from './drawing/shape.ts';
export { svgText } from './drawing/svg-text.ts';
export type {
  ColumnRole,
  PageColumn,
  PageData,
  PageFailure,
  PageJob,
  PageMargin,
  PageRule,
  PageVerdict,
  PageWorker,
  StateCounts,
} from './html/page-data.ts';
export { pageOf } from './html/page-of.ts';
export { binsOf, type Bins } from './model/bins.ts';
export { cellsOf, type Cell, type Sample } from './model/cells.ts';
export { findRule, type Rule } from './model/find-rule.ts';
export { ruleText } from './model/rule-text.ts';
export { spaceAxis, type Indices, type SpaceAxis } from './model/space-axis.ts';
