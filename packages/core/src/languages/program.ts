/**
 * The address of a program that evaluates rows, in any language. It speaks the worker protocol of
 * psyrun. It is plain data, so that it can be sent to another process.
 */
export interface ProgramAddress {
  readonly program: ProgramStart;
  /** Members of the first message to the program: whatever it needs to find the function. */
  readonly load?: Readonly<Record<string, unknown>>;
  /**
   * The part of a row that the program gets: its values, or only its index in the space. Default: values.
   */
  readonly rows?: 'value' | 'index';
  /**
   * Absolute path of the file from which the program takes the rows whose indices it gets. It is a member
   * of the first message. It is no part of the fingerprint of a task, which has the space itself.
   */
  readonly rowsFile?: string;
  /**
   * SHA-256 of the content of the files that make up the function, by absolute path. They belong to
   * the fingerprint of a task, and a program does not start if one of them has changed.
   */
  readonly code?: Readonly<Record<string, string>>;
}

/** How a program starts. */
export interface ProgramStart {
  /** The program and its arguments. No shell reads them. The program is looked up in `PATH`. */
  readonly argv: readonly string[];
  /** Environment variables in addition to those of psyrun. */
  readonly env?: Readonly<Record<string, string>>;
  /** Working directory. Default: that of psyrun. */
  readonly cwd?: string;
  /**
   * Lines for a login shell (`bash`) that come before the program: `module load python/3.11`. The
   * program takes the place of the shell. It does not start if the last line fails.
   */
  readonly prologue?: string;
  /**
   * Milliseconds that the program may take to start, and to set itself up before its first rows.
   * Default: 60 000.
   */
  readonly startTimeout?: number;
  /**
   * True if the program gets a folder for temporary files of its own (`TMPDIR`), which is removed when it
   * has ended. A program that is killed cannot remove its files itself.
   */
  readonly temporaryFolder?: boolean;
}

/** Ends the shell if the prologue has failed: the program would start without what it needs. */
const UNLESS_FAILED = 'psyrun_status=$?; [ "$psyrun_status" = 0 ] || exit "$psyrun_status"';

/**
 * Returns the words that start a program, after its prologue if it has one.
 *
 * @example
 * ```ts
 * startWords({ argv: ['Rscript', 'worker.R'] }); // => ['Rscript', 'worker.R']
 * ```
 */
export function startWords({
  argv,
  prologue,
}: Pick<ProgramStart, 'argv' | 'prologue'>): readonly string[] {
  if (prologue === undefined) return argv;
  const script = `${prologue}\n${UNLESS_FAILED}\nexec "$@"`;
  return ['/bin/bash', '-lc', script, 'bash', ...argv];
}

/**
 * True if an address is that of a program.
 *
 * @example
 * ```ts
 * isProgramAddress({ program: { argv: ['Rscript', 'worker.R'] } }); // => true
 * isProgramAddress({ module: 'file:///model.js', export: 'evaluator' }); // => false
 * ```
 */
export function isProgramAddress(address: object): address is ProgramAddress {
  return 'program' in address;
}
