/**
 * Conformance suites for stores, schedulers and backends.
 *
 * @packageDocumentation
 */
export { describeStore } from './store/describe-store.ts';
export type { TestRunner } from './test-runner.ts';
