/**
 * Tables of columns, n-d arrays and missing values.
 *
 * @packageDocumentation
 */
export { allocateBytes } from './allocate-bytes.ts';
export { asNdArray, isNdArray } from './as-nd-array.ts';
export { batchSize } from './batch-size.ts';
export { beginsWithNumber } from './begins-with-number.ts';
export { columnError } from './column-error.ts';
export { columnKind, type ColumnKind } from './column-kind.ts';
export { isComplex, type Complex } from './complex.ts';
export { concatTables } from './concat-tables.ts';
export { ARRAY_OF_DTYPE, commonDtype, dtypeOf, type Dtype } from './dtype.ts';
export { joinPacked, packedLike } from './join-packed.ts';
export { missingValue } from './missing-value.ts';
export { ndArray, sizeOf } from './nd-array.ts';
export { NdColumn } from './nd-column.ts';
export { setOwnValue } from './own-value.ts';
export { packColumn } from './pack-column.ts';
export type { PackedColumn } from './packed-column.ts';
export { joinPackedTables, packTable, unpackTable, type PackedTable } from './packed-table.ts';
export { commonRowCount, rowCount, rowIndex, rowOf, rowsOf } from './rows.ts';
export { stackRows } from './stack-rows.ts';
export { TableBuilder } from './table-builder.ts';
export { tableOf } from './table-of.ts';
export { unpackColumn } from './unpack-column.ts';
export { ARRAY_OF_TYPESTR } from './typestr.ts';
