/**
 * Tables of columns, n-d arrays and missing values.
 *
 * @packageDocumentation
 */
export { isNdArray } from './array/as-nd-array.ts';
export { isComplex, type Complex } from './array/complex.ts';
export type { Dtype } from './array/dtype.ts';
export { ndArray } from './array/nd-array.ts';
export { columnKind, type ColumnKind } from './column/column-kind.ts';
export { NdColumn } from './column/nd-column.ts';
export { checkStorable } from './store/check-storable.ts';
export { chosenKeys } from './store/chosen-keys.ts';
export { chosenColumns, loadColumns, scanColumns } from './store/load-columns.ts';
export { withRowIndices } from './store/row-indices.ts';
export { saveRows, type IndexedRows } from './store/save-rows.ts';
export { saveTables } from './store/save-tables.ts';
export { tableContent } from './store/table-content.ts';
export { batchSize } from './table/batch-size.ts';
export { concatTables } from './table/concat-tables.ts';
export { rowCount, rowIndex, rowOf, rowsOf } from './table/rows.ts';
export { stackRows } from './table/stack-rows.ts';
export { TableBuilder } from './table/table-builder.ts';
export { tableOf } from './table/table-of.ts';
export { wholeTable } from './table/whole-table.ts';
