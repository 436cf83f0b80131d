/**
 * Tables of columns, n-d arrays and missing values.
 *
 * @packageDocumentation
 */
