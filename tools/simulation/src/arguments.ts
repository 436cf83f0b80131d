import { PLANTED_BUGS, type PlantedBug } from './production/planted-bugs.ts';
import type { Seeds } from './search/find-violation.ts';

/** How the program is called. */
export const USAGE = `Usage:
  main.ts <from> <to>         runs the seeds from <from> to before <to>, on all cores
  main.ts <from> <to> <bug>   runs them with a planted bug until it is found, or with 'none'
  main.ts <seed> --trace      runs one history, step by step`;

/** Number of different seeds. */
const SEEDS = 2 ** 32;

/** The work that the arguments ask for. */
export type Request =
  | { readonly kind: 'all'; readonly seeds: Seeds }
  | { readonly kind: 'bug'; readonly seeds: Seeds; readonly bug: PlantedBug | undefined }
  | { readonly kind: 'trace'; readonly seed: number };

/** Arguments that the program does not take. */
export class WrongArguments extends Error {}

/** Reads the arguments of the program. Throws {@link WrongArguments} unless they name at least one history. */
export function readArguments(given: readonly string[]): Request {
  const [first, second, bug, ...more] = given;
  if (first === undefined || second === undefined)
    throw new WrongArguments('Arguments are missing.');
  if (more.length > 0) throw new WrongArguments(`Too many arguments: ${more.join(' ')}.`);
  if (second === '--trace' && bug === undefined) return { kind: 'trace', seed: seedIn(first) };
  const seeds = { from: seedIn(first), to: seedIn(second) };
  if (seeds.to <= seeds.from) {
    throw new WrongArguments(`There is no seed from ${seeds.from} to before ${seeds.to}.`);
  }
  return bug === undefined ? { kind: 'all', seeds } : { kind: 'bug', seeds, bug: bugNamed(bug) };
}

function seedIn(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= SEEDS) return seed;
  throw new WrongArguments(`'${text}' is not a seed: an integer from 0 to before ${SEEDS}.`);
}

function bugNamed(name: string): PlantedBug | undefined {
  const bug = PLANTED_BUGS.find((one) => one.name === name);
  if (bug !== undefined || name === 'none') return bug;
  const names = PLANTED_BUGS.map((one) => `\n  ${one.name}`).join('');
  throw new WrongArguments(`There is no bug '${name}'. There are:${names}`);
}
