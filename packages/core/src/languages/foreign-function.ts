import { PsyrunError } from '../errors/errors.ts';
import type { EvaluatorAddress } from '../contracts/evaluator.ts';
import { isProgramAddress } from './program.ts';

/**
 * A function in another language: an address whose paths are relative to a folder that is not known
 * yet.
 */
export interface ForeignFunction {
  /**
   * Returns the address. `folder` is that of the task file, or the working directory. It must be
   * quick: it starts no program.
   */
  locate(folder: string): EvaluatorAddress | Promise<EvaluatorAddress>;
  /** Names of parameters that each row must have. They are checked before anything runs. */
  readonly requires?: readonly string[];
  /**
   * Resolves to digests of the code that the program itself can check, by absolute path. They belong
   * to the fingerprint, and the program gets them as `code` of its first message.
   */
  code?(folder: string): Promise<Readonly<Record<string, string>>>;
  /**
   * Rejects with `PSYRUN_EVALUATOR` if the function cannot be loaded for sure: its file is missing or
   * cannot be read, or has no such function. `psy run` asks before it submits jobs. It executes nothing of
   * the user.
   */
  check?(folder: string): Promise<void>;
}

/** True for the value of a call such as `python('./model.py', 'simulate')`. */
export function isForeignFunction(value: unknown): value is ForeignFunction {
  return (
    typeof value === 'object' &&
    value !== null &&
    'locate' in value &&
    typeof value.locate === 'function'
  );
}

/**
 * Resolves to the address of a function in another language, with the digests of its code. An
 * address is returned as it is. `folder` is the base of relative paths.
 */
export async function locateProgram(
  evaluator: EvaluatorAddress | ForeignFunction,
  folder: string,
): Promise<EvaluatorAddress> {
  if (!isForeignFunction(evaluator)) return evaluator;
  const address = await evaluator.locate(folder);
  const code = await evaluator.code?.(folder);
  if (!code) return address;
  return isProgramAddress(address)
    ? { ...address, load: { ...address.load, code } }
    : { ...address, code };
}

/** Returns the digests of the code of a program by absolute path, as far as they are known. */
export function codeOfProgram(address: EvaluatorAddress): Readonly<Record<string, string>> {
  if (!isProgramAddress(address)) return address.code ?? {};
  const { code, load } = address;
  return { ...code, ...(load?.['code'] as Readonly<Record<string, string>> | undefined) };
}

/**
 * Throws `PSYRUN_ARGUMENT` if a function in another language needs a parameter that rows do not have.
 *
 * @example
 * ```ts
 * const evaluator = { locate: () => ({ program: { argv: ['model'] } }), requires: ['radius'] };
 * requireParameters(evaluator, ['radius', 'trial']); // => undefined
 * ```
 */
export function requireParameters(
  evaluator: EvaluatorAddress | ForeignFunction,
  parameters: readonly string[],
): void {
  if (!isForeignFunction(evaluator)) return;
  const name = evaluator.requires?.find((required) => !parameters.includes(required));
  if (name === undefined) return;
  throw new PsyrunError(
    'PSYRUN_ARGUMENT',
    `The command contains {${name}}, which is no parameter.`,
    {
      hint: `The parameters are: ${parameters.join(', ') || 'none'}. Write {{${name}}} for the braces themselves.`,
      fields: { name, parameters },
    },
  );
}
