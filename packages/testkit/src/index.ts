/**
 * Conformance suites for stores, schedulers and backends.
 *
 * @packageDocumentation
 */
export { goldenValue } from './golden-value.ts';
