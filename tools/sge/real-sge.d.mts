/** A separate Grid Engine for the tests of a file. Variables tell the commands where it is. */
export declare class RealSge {
  /** Starts it immediately, and ends it after the last test; `options` are those of `sge.mjs up`. */
  constructor(...options: string[]);
  /** Starts, stops and breaks parts of it. See the top of sge.mjs. */
  control(verb: string, ...args: string[]): string;
  /** Runs a command of Grid Engine. Returns its standard output. */
  run(command: string, ...args: string[]): string;
}
