import { isPsyrunError } from '@psyrun/core';

const SILENT = ['PSYRUN_SCHEDULER', 'PSYRUN_SCHEDULER_NO_ANSWER'] as const;

/** The answer of a scheduler, or the reason why there is none. */
export type Answer<T> =
  | { readonly answer: T; readonly noAnswer?: never }
  | { readonly noAnswer: { readonly code: string; readonly message: string } };

/**
 * Asks a scheduler. That it does not answer is data: what the journals say is true all the same.
 * Throws every other error.
 */
export async function answerOf<T>(ask: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (!isPsyrunError(error) || !SILENT.some((code) => isPsyrunError(error, code))) throw error;
    return { noAnswer: { code: error.code, message: error.message } };
  }
}
