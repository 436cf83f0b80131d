/**
 * Tables of columns, n-d arrays and missing values.
 *
 * @packageDocumentation
 */
export { allocateBytes } from './array/allocate-bytes.ts';
export { asNdArray, isNdArray } from './array/as-nd-array.ts';
export { batchSize } from './table/batch-size.ts';
export { beginsWithNumber } from './packed/begins-with-number.ts';
export { columnError } from './column/column-error.ts';
export { columnKind, type ColumnKind } from './column/column-kind.ts';
export { isComplex, type Complex } from './array/complex.ts';
export { concatTables } from './table/concat-tables.ts';
export { ARRAY_OF_DTYPE, commonDtype, dtypeOf, type Dtype } from './array/dtype.ts';
export { joinPacked, packedLike } from './packed/join-packed.ts';
export { missingValue } from './column/missing-value.ts';
export { ndArray, sizeOf } from './array/nd-array.ts';
export { NdColumn } from './column/nd-column.ts';
export { setOwnValue } from './column/own-value.ts';
export { packColumn } from './packed/pack-column.ts';
export type { PackedColumn } from './packed/packed-column.ts';
export {
  joinPackedTables,
  packTable,
  unpackTable,
  type PackedTable,
} from './packed/packed-table.ts';
export { commonRowCount, rowCount, rowIndex, rowOf, rowsOf } from './table/rows.ts';
export { stackRows } from './table/stack-rows.ts';
export { TableBuilder } from './table/table-builder.ts';
export { tableOf } from './table/table-of.ts';
export { unpackColumn } from './packed/unpack-column.ts';
export { ARRAY_OF_TYPESTR } from './array/typestr.ts';
