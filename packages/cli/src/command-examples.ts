/** Examples of each command for its help: a command line, and what it does. */
export const EXAMPLES: Readonly<
  Record<string, readonly (readonly [line: string, what: string])[]>
> = {
  adopt: [
    ['psy adopt part.zip', 'rows that were evaluated elsewhere'],
    ['psy adopt ../laptop/psy-work/circle', 'those of any other run of the same code'],
  ],
  clean: [
    ['psy clean circle', 'asks, then removes all that the task has made'],
    ['psy clean --yes circle', 'does not ask'],
  ],
  completion: [
    ['source <(psy completion bash)', 'in ~/.bashrc'],
    ['source <(psy completion zsh)', 'in ~/.zshrc, after compinit'],
    ['psy completion fish | source', 'in ~/.config/fish/config.fish'],
  ],
  doctor: [
    ['psy doctor', 'exits with 1 if something cannot work'],
    ['psy doctor --json', 'for a program'],
  ],
  export: [
    ['psy export circle circle.csv', 'the result as text'],
    ['psy export circle circle.npz', 'for NumPy'],
    ['psy export --partial circle so-far.csv', 'the rows that are done'],
    ['psy export --with duration circle a.csv', 'how long each row took, in seconds'],
  ],
  failures: [
    ['psy failures circle', 'which errors, and where in the space'],
    ['psy failures --json circle', 'for a program'],
  ],
  fsck: [
    ['psy fsck circle', 'reads all of its files; exits with 1 if one is wrong'],
    ['psy fsck --repair circle', 'then psy run -c circle evaluates the lost rows'],
  ],
  kill: [
    ['psy kill circle', 'ends its jobs, and no others'],
    ['psy kill --presume-dead circle', 'its psy was on a machine that is gone'],
  ],
  list: [['psy list', 'the names of all tasks']],
  logs: [
    ['psy logs circle', 'what all jobs printed'],
    ['psy logs circle process:3', 'what one job printed'],
  ],
  merge: [
    ['psy merge psy-work/circle/out all.pkl', 'one file from all journals'],
    ['psy merge --partial results all.npz', 'also if rows are missing'],
  ],
  'new-task': [
    ['psy new-task circle', 'writes psy-tasks/task_circle.ts'],
    ['psy new-task -s slurm circle', 'for a cluster with Slurm'],
  ],
  plan: [
    ['psy plan circle', 'the rows, the jobs, and what they cost'],
    ['psy plan -c --max-cost 50h circle', 'exits with 2 if it costs more'],
  ],
  plugins: [['psy plugins', 'what tasks can name, and what is broken']],
  plot: [
    ['psy plot circle area --by radius', 'a line with a band'],
    ['psy plot circle area --by radius,trial', 'a heat map'],
  ],
  report: [
    ['psy report circle', 'writes circle.html, for a browser'],
    ['psy report circle -o page.html', 'replaces an earlier page'],
  ],
  repro: [
    ['psy repro circle 469', 'evaluates row 469 here'],
    ['psy repro --inspect circle 469', 'waits for a debugger first'],
  ],
  rows: [
    ['psy rows circle 17', 'what row 17 gave'],
    ['psy rows circle --slowest 10', 'which rows took longest'],
    ['psy rows circle --state running', 'which rows are being evaluated'],
    ["psy rows circle --where 'r > 2'", 'rows with certain values'],
    ['psy rows circle -o rows.csv', 'states and durations as a table'],
  ],
  run: [
    ['psy run', 'all tasks that are not up to date'],
    ['psy run circle', 'one task'],
    ['psy run -c circle', 'the space has grown: only new rows'],
    ['psy run -n circle', 'what would run, and why'],
  ],
  'split-off': [
    ["psy split-off circle --where 'x < 25' -o part.zip", 'for another machine'],
    ["psy split-off circle --where 'x >= 25' -o part", 'a folder'],
  ],
  status: [
    ['psy status', 'how far all tasks are'],
    ['psy status -v circle', 'which rows are missing'],
  ],
  test: [['psy test circle', 'evaluates the first row']],
  verify: [['psy verify', 'all results, against their certificates']],
  watch: [
    ['psy watch', 'all tasks, on one screen'],
    ['psy watch circle', 'one task'],
  ],
};

/**
 * The examples of a command as lines of its help, none wider than 80 characters.
 *
 * @example
 * ```ts
 * examplesOf('list'); // => '\nExamples:\n  psy list  the names of all tasks'
 * ```
 */
export function examplesOf(command: string): string {
  const examples = EXAMPLES[command] ?? [];
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  ${line.padEnd(width)}  ${what}`);
  return ['\nExamples:', ...lines].join('\n');
}
