/** Options of all programs that evaluate rows. */
export interface ProgramOptions {
  /** Environment variables of the program in addition to those of psyrun. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Lines for a login shell (`bash`) that come before the program: `module load python/3.11`. They
   * hold for this program alone.
   */
  readonly prologue?: string;
  /** Milliseconds that the program may take to start and to set itself up. Default: 60 000. */
  readonly startTimeout?: number;
}

/** Returns the options that are part of the address of a program. */
export function startOptions({ env, prologue, startTimeout }: ProgramOptions): ProgramOptions {
  return {
    ...(env !== undefined && { env }),
    ...(prologue !== undefined && { prologue }),
    ...(startTimeout !== undefined && { startTimeout }),
  };
}
