import type { Reading } from './reading.ts';

/** What the tutorial of Python psyrun asks of a reader up to a first result of `psy run`. */
export interface Original extends Reading {
  readonly commands: number;
  readonly source: string;
}

/**
 * Counted by hand, once, in the user guide of Python psyrun 0.8: its text from the start to the end of
 * its first task file, without which `psy run` does nothing; the text was broken at 100 characters, as
 * ours is. The guide shows neither a command that is typed nor what one prints, so the commands are
 * the two that cannot be done without: `pip install psyrun` and `psy run`. They were not run, so there
 * are no seconds.
 */
export const ORIGINAL: Original = {
  lines: 152,
  words: 1509,
  commands: 2,
  source: 'User Guide of Python psyrun 0.8.0, sections 1 to 5',
};
