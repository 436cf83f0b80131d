/**
 * Conformance suites for stores, schedulers and backends.
 *
 * @packageDocumentation
 */
