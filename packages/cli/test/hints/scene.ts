import type { Situation } from './situation.ts';

/** A situation in which psy gives advice, and the advice followed. */
export interface Scene {
  readonly name: string;
  /** The texts that psy prints or logs here, see `advisingTexts`. */
  readonly texts: readonly string[];
  /** Advice of the page of errors for this situation, see `adviceOfErrorsPage`. */
  readonly page?: readonly string[];
  /** Brings the situation about. Resolves to all that psy has printed. */
  readonly make: (at: Situation) => Promise<string>;
  /** Does by hand what the advice says beside the commands. */
  readonly mend?: (at: Situation) => void;
  /** The commands of the advice in an order in which they can be followed, their exit codes, and the folders. */
  readonly follow: readonly (readonly [line: string, status: number, folder?: string])[];
}
