import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { examplesOf } from './command-examples.ts';
import { COMMANDS, type CommandSpec } from './command-table.ts';
import { INTERRUPTED, USAGE } from './terminal/exit-codes.ts';
import { reportError } from './errors/report-error.ts';
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
    await program.parseAsync(unknownCommandIn(args) ?? args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    return reportError(error, console);
  }
}

/** A command that there is not, alone: commander would rather give the help that is asked of it. */
function unknownCommandIn(args: readonly string[]): [string] | undefined {
  const name = args[0] === 'help' ? args[1] : args[0];
  if (name === undefined || name === 'help' || name.startsWith('-')) return undefined;
  return COMMANDS.some((command) => command.name === name) ? undefined : [name];
}

function createProgram(session: Session, finish: (exitCode: number) => void): Command {
  const { console } = session;
  const program = new Command('psy')
    .description('Runs tasks over parameter spaces and proves the results complete.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
      getOutHelpWidth: () => console.width,
      getErrHelpWidth: () => console.width,
    })
    .configureHelp({ minWidthToWrap: 20 })
    .version(versionOf(session), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `\nExit codes: 0 all done, 1 rows or jobs failed, ${USAGE} wrong usage or input,\n${INTERRUPTED} interrupted.`,
    );
  for (const spec of COMMANDS) addCommand(program, spec, session, finish);
  return program;
}

/** The version of the package that the running psy is of. */
function versionOf({ host }: Session): string {
  const manifest = readFileSync(new URL('../package.json', host), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function addCommand(
  program: Command,
  { name, summary, description, arguments: names = [], options = [], load }: CommandSpec,
  session: Session,
  finish: (exitCode: number) => void,
): void {
  const command = program.command(name).summary(summary).description(description);
  command.addHelpText('after', examplesOf(name));
  for (const [argument, what = '', read] of names) command.argument(argument, what, read!);
  for (const [flags, what, value] of options) command.option(flags, what, value as string);
  // The last of what commander gives is the command itself.
  command.action(async (...given: unknown[]) => {
    const action = await load();
    finish(await action(...([...given.slice(0, -1), session] as never[])));
  });
}
