import type { CommandSpec } from '../command-spec.ts';

/** A completion of a word, and its meaning. */
export interface Candidate {
  readonly text: string;
  readonly what?: string;
}

/** The names in a project. Each list is made only if it is needed. */
export interface Names {
  readonly tasks: () => Promise<readonly string[]>;
  /** Suffixes of files that psy can write, with their dots. */
  readonly suffixes: () => readonly string[];
  readonly schedulers: () => readonly string[];
}

/**
 * Returns what the last of the words after `psy` can become. Empty where only a file, a number or a
 * new name can be.
 */
export async function candidates(
  words: readonly string[],
  names: Names,
  commands: readonly CommandSpec[],
): Promise<Candidate[]> {
  const last = words.at(-1) ?? '';
  const all = await possible(words.slice(0, -1), last, names, commands);
  return all.filter(({ text }) => text.startsWith(last));
}

async function possible(
  before: readonly string[],
  last: string,
  names: Names,
  commands: readonly CommandSpec[],
): Promise<readonly Candidate[]> {
  const [name, ...given] = before;
  if (name === undefined || (name === 'help' && given.length === 0)) return named(commands);
  const spec = commands.find((command) => command.name === name);
  if (spec === undefined) return [];
  const option = takesValue(spec, given.at(-1));
  if (option !== undefined) return option.includes('--scheduler') ? plain(names.schedulers()) : [];
  if (last.startsWith('-')) return options(spec);
  return argument(spec, operands(spec, given), last, names);
}

function named(commands: readonly CommandSpec[]): Candidate[] {
  const own = commands.map(({ name, summary }) => ({ text: name, what: summary }));
  return [...own, { text: 'help', what: 'show the help of a command' }];
}

function options({ options: specs = [] }: CommandSpec): Candidate[] {
  const own = specs.flatMap(([flags, what]) =>
    flags
      .replace(/ <.*/, '')
      .split(', ')
      .map((text) => ({ text, what })),
  );
  return [...own, { text: '--help', what: 'show the help of the command' }];
}

/** Returns the flags of the option `word` if a value has to follow it. */
function takesValue({ options: specs = [] }: CommandSpec, word = ''): string | undefined {
  return specs
    .map(([flags]) => flags)
    .find((flags) => flags.includes('<') && flags.split(/[ ,]+/).includes(word));
}

/** Returns the words that are neither options nor their values. */
function operands(spec: CommandSpec, given: readonly string[]): string[] {
  return given.filter(
    (word, i) => !word.startsWith('-') && takesValue(spec, given[i - 1]) === undefined,
  );
}

async function argument(
  { arguments: specs = [] }: CommandSpec,
  before: readonly string[],
  last: string,
  names: Names,
): Promise<readonly Candidate[]> {
  const [name = ''] = specs[Math.min(before.length, specs.length - 1)] ?? [];
  if (before.length >= specs.length && !name.includes('...')) return [];
  if (name.includes('task')) {
    return plain((await names.tasks()).filter((task) => !before.includes(task)));
  }
  if (name === '<shell>') return plain(['bash', 'fish', 'zsh']);
  if (name !== '<file>' && name !== '<merged>') return [];
  const stem = last.replace(/\.[^./]*$/, '') || before[0]!.replace(/.*\//, '');
  return plain(names.suffixes().map((suffix) => stem + suffix));
}

function plain(texts: readonly string[]): Candidate[] {
  return texts.map((text) => ({ text }));
}
