/** What a suite needs of a test runner: Jest's and Vitest's own functions have this form. */
export interface TestRunner {
  /** Groups tests under a name. */
  readonly describe: (name: string, tests: () => void) => void;
  /** One test; `timeout` in milliseconds. */
  readonly test: (name: string, run: () => Promise<void>, timeout?: number) => void;
  readonly expect: Expect;
}

/** The one comparison that suites use: deep, with NaN equal to itself. */
export type Expect = (actual: unknown) => { toEqual(expected: unknown): void };
