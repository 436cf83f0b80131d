import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { RunOptions } from './commands/run.ts';
import type { StatusOptions } from './commands/status.ts';
import { INTERRUPTED, USAGE } from './exit-codes.ts';
import { reportError } from './report-error.ts';
import type { Session } from './session.ts';

/**
 * Runs a `psy` command line and resolves to its exit code: 0 all done, 1 rows or jobs failed,
 * 2 wrong usage or input, 130 interrupted.
 */
export async function psyMain(args: readonly string[], session: Session): Promise<number> {
  const { console } = session;
  let exitCode = 0;
  const program = createProgram(session, (code) => (exitCode = code));
  if (args.length === 0) {
    console.error(program.helpInformation().trimEnd());
    return USAGE;
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    return reportError(error, console);
  }
}

/** Commands are declared here and loaded when they are called: `psy --help` imports no plug-in. */
function createProgram(session: Session, finish: (exitCode: number) => void): Command {
  const { console } = session;
  const program = new Command('psy')
    .description('Runs tasks over parameter spaces and proves the results complete.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
    })
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `\nExit codes: 0 all done, 1 rows or jobs failed, ${USAGE} wrong usage or input, ${INTERRUPTED} interrupted.`,
    );
  const command = (name: string, summary: string, description: string): Command =>
    program
      .command(name)
      .summary(summary)
      .description(description)
      .option(...TASKDIR);

  command('list', 'list tasks', 'Lists all available tasks, one name a line.').action(
    async (options: { taskdir: string }) => {
      const { listTasks } = await import('./commands/list.ts');
      finish(await listTasks(options, session));
    },
  );

  command(
    'run',
    'run one or more tasks',
    'Submits the jobs to run one or more tasks. If no task name is provided, all tasks will be run.',
  )
    .argument('[task...]')
    .option('-c, --continue', 'keep what has been evaluated and do only the rest')
    .option('--accept-changes', 'with -c: continue although the code has changed')
    .option(
      '-j, --jobs <n>',
      'most jobs to run at a time (default: one for each core)',
      wholeNumber,
    )
    .option('-q, --quiet', 'print no progress')
    .action(async (tasks: string[], options: RunOptions) => {
      const { runTasks } = await import('./commands/run.ts');
      finish(await runTasks(tasks, options, session));
    });

  command(
    'status',
    'print status of tasks',
    'Prints the number of completed rows of each task, and with -v which rows are missing.',
  )
    .argument('[task...]')
    .option('-v, --verbose', 'list the rows that are missing or queued, and the failed jobs')
    .option('--json', 'print one JSON object a task and line')
    .action(async (tasks: string[], options: StatusOptions) => {
      const { printStatus } = await import('./commands/status.ts');
      finish(await printStatus(tasks, options, session));
    });
  return program;
}

const TASKDIR = ['--taskdir <directory>', 'directory to load tasks from', 'psy-tasks'] as const;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError('Expected a whole number of at least 1.');
}
