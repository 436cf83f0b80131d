/** The functions of a test runner that a suite needs; those of Jest and Vitest have this form. */
export interface TestRunner {
  /** Groups tests under a name. */
  readonly describe: (name: string, tests: () => void) => void;
  /** One test; `timeout` in milliseconds. */
  readonly test: (name: string, run: () => Promise<void>, timeout?: number) => void;
  readonly expect: Expect;
}

/** The only comparison that suites use: deep, with NaN equal to itself. */
export type Expect = (actual: unknown) => { toEqual(expected: unknown): void };
