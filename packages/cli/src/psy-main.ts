import { readFileSync } from 'node:fs';
import { PsyrunError } from '@psyrun/core';
import { Command, CommanderError } from 'commander';
import { examplesOf } from './command-examples.ts';
import type { CommandSpec } from './command-spec.ts';
import { COMMANDS } from './command-table.ts';
import { EXIT } from './terminal/exit-codes.ts';
import { reportError } from './errors/report-error.ts';
import type { CommandSession, Session } from './session.ts';
import { textLines } from './terminal/visible-text.ts';

/**
 * Runs a `psy` command line and resolves to its exit code: 0 all done, 1 rows or jobs failed,
 * 2 wrong usage or input, 130 interrupted by Ctrl-C, else 128 and the number of the signal.
 */
export async function psyMain(args: readonly string[], session: Session): Promise<number> {
  const { console } = session;
  let exitCode: number = EXIT.done;
  const program = createProgram(session, (code) => (exitCode = code));
  if (args.length === 0) {
    program.outputHelp({ error: true });
    return EXIT.usage;
  }
  try {
    await program.parseAsync(unknownCommandIn(args) ?? args, { from: 'user' });
    return exitCode;
  } catch (error) {
    const isUsage = error instanceof CommanderError;
    if (isUsage && error.exitCode === 0) return EXIT.done;
    if (wantsJson(args)) {
      const { errorJson } = await import('./errors/error-json.ts');
      console.json(errorJson(isUsage ? usageError(error) : error));
    }
    return isUsage ? EXIT.usage : reportError(error, console);
  }
}

/** True if errors are printed as JSON, too. The option may be one that the command does not have. */
function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? args.length : end).includes('--json');
}

function usageError({ message }: CommanderError): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', message.replace(/^error: /, ''));
}

/** Returns an unknown command alone: commander would print the help that is asked of it instead. */
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
      writeOut: (text) => textLines(text.trimEnd()).forEach((line) => console.out(line)),
      writeErr: (text) => textLines(text.trimEnd()).forEach((line) => console.error(line)),
      getOutHelpWidth: () => console.width,
      getErrHelpWidth: () => console.width,
    })
    .configureHelp({ minWidthToWrap: 20 })
    .version(versionOf(session), '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText(
      'after',
      `\nFirst steps: psy new-task circle, psy test circle, psy run circle\n\nExit codes: 0 all done, 1 rows or jobs failed, ${EXIT.usage} wrong usage or input,\n${EXIT.interrupted} interrupted.`,
    );
  for (const spec of COMMANDS) addCommand(program, spec, session, finish);
  return program;
}

/** Returns the version of the package of the running psy. */
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
  const own: CommandSession = { ...session, commands: COMMANDS };
  // The last of what commander gives is the command itself.
  command.action(async (...given: unknown[]) => {
    const action = await load();
    finish(await action(...([...given.slice(0, -1), own] as never[])));
  });
}
