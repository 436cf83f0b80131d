/** How a check came out: `failed` means that psyrun cannot work so, `warning` that it may not. */
export type CheckOutcome = 'ok' | 'warning' | 'failed';

/** A check of a machine or of a system, as `psy doctor` tells it. */
export interface Check {
  /** The subject: `Node`, `hard links`. */
  readonly about: string;
  readonly outcome: CheckOutcome;
  /** The finding, as a sentence. */
  readonly found: string;
  /** Advice, as a sentence. A check that is not ok has it. */
  readonly advice?: string;
}
