/** A Slurm of its own for the tests of a file, of which `SLURM_CONF` tells its commands. */
export declare class RealSlurm {
  /** Starts it at once, and ends it after the last test; `options` are those of `slurm.mjs up`. */
  constructor(...options: string[]);
  /** Starts, stops and breaks parts of it; see the head of slurm.mjs. */
  control(verb: string, ...args: string[]): void;
  /** Runs one of Slurm's commands; its standard output. */
  run(command: string, ...args: string[]): string;
}
