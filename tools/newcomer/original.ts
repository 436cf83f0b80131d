import type { Reading } from './reading.ts';

/** The effort that the tutorial of Python psyrun needs up to a first result of `psy run`. */
export interface Original extends Reading {
  readonly commands: number;
  /** Only `psy run`: the time of the installation depends on the network. */
  readonly seconds: number;
  readonly source: string;
}

/**
 * Counted by hand, once, in the user guide of Python psyrun 0.8: the text from its start to the end
 * of its first task file, which `psy run` needs. The text was wrapped at 100 characters, as ours
 * is. The guide shows neither a command nor its output, so the commands are the two that are
 * necessary: `pip install psyrun` and `psy run`.
 *
 * The seconds are those of `psy run` for that task file (5,000 rows in 100 jobs), without its lines
 * for a cluster and with its missing imports, on 2026-11-22 on a machine with 2 cores: Python
 * psyrun 0.8.0 from its repository, Python 3.11 with the names that 3.10 removed from collections.
 */
export const ORIGINAL: Original = {
  lines: 152,
  words: 1509,
  commands: 2,
  seconds: 18.1,
  source: 'User Guide of Python psyrun 0.8.0, sections 1 to 5',
};
