/**
 * Functions that only psyrun's own packages use. They may change in any version.
 *
 * @packageDocumentation
 */
export { allocateBytes } from './array/allocate-bytes.ts';
export { isBytes, isDate, isMap, isSet } from './array/brands.ts';
export { ARRAY_OF_DTYPE, dtypeOf, promotedDtype } from './array/dtype.ts';
export { dateOfSteps, isTimeUnit, secondsOfSteps, type TimeUnit } from './array/datetime64.ts';
export { halfFloat } from './array/half-float.ts';
export { numbersOf } from './array/int64-words.ts';
export { sizeOf } from './array/nd-array.ts';
export { nestedLists } from './array/nested-lists.ts';
export { ARRAY_OF_TYPESTR } from './array/typestr.ts';
export { plainRow, plainTable, plainValue } from './column/plain-value.ts';
export { numberDtype } from './column/number-dtype.ts';
export {
  holdsFloat,
  holdsInteger,
  withIntegersOf,
  withTypedIntegers,
} from './column/typed-integers.ts';
export { columnError } from './column/column-error.ts';
export { setOwnValue } from './column/own-value.ts';
export { beginsWithNumber } from './packed/begins-with-number.ts';
export { packColumn } from './packed/pack-column.ts';
export { packedLike } from './packed/join-packed.ts';
export { layoutOf, type Layout } from './packed/layout.ts';
export type { PackedColumn, ReadColumn } from './packed/packed-column.ts';
export {
  joinPackedTables,
  packedRowCount,
  packTable,
  unpackTable,
  type PackedTable,
  type ReadTable,
} from './packed/packed-table.ts';
export { unpackColumn } from './packed/unpack-column.ts';
export { packInLayouts, surveyOf, surveyTables, type TablesSurvey } from './store/survey-tables.ts';
export { loadTyped } from './store/load-typed.ts';
export { tableFor } from './store/table-for.ts';
export { rowsOfAll } from './store/table-content.ts';
export { withFloatColumns } from './table/float-columns.ts';
export { typedRowsOf } from './table/typed-rows.ts';
export { emptyTable } from './table/empty-table.ts';
export { rowsInFile } from './table/rows-in-file.ts';
export { arrayBytes, arrayFromBytes } from './tagged/array-bytes.ts';
export { fromBase64, toBase64 } from './tagged/base64.ts';
export { Checks, type Refused } from './tagged/checks.ts';
export { tagValue } from './tagged/tag-value.ts';
export type { TaggedValue } from './tagged/tagged-value.ts';
export { ValueReader, type FurtherForms } from './tagged/value-reader.ts';
