import type { TestRunner } from '@psyrun/testkit';

/** Compares the table of the guide with what passed in a run of the conformance suite. */
export declare function inGuide(
  key: string,
  runner: {
    readonly describe: TestRunner['describe'];
    readonly test: unknown;
    readonly expect: TestRunner['expect'];
  },
): {
  readonly runner: TestRunner;
  /** Expects that the table is right, or writes it; `system` is what the scheduler ran on. */
  expectRow(system: string): Promise<void>;
};
