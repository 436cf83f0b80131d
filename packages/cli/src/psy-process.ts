import { ERROR, processConsole } from './terminal/console.ts';
import { EXIT } from './terminal/exit-codes.ts';
import { psyMain } from './psy-main.ts';

/**
 * Runs the `psy` command: the arguments of the process at its console. Sets the exit code of the
 * process. `host` is the URL of the file that calls this: plug-ins are looked for around it, too.
 *
 * Code of the user is loaded into this process. If that code ends the process, or never ends to
 * load, psy says so and the exit code is 1.
 */
export async function psyProcess(host: string): Promise<void> {
  const console = processConsole();
  const endedEarly = (): void => {
    console.error(
      'The process ended before psy was done. A task file, or something ' +
        'that it imports, has called process.exit, or awaits at its top level what never comes.',
      ERROR,
    );
    process.exitCode = EXIT.failed;
  };
  process.once('exit', endedEarly);
  process.exitCode = await psyMain(process.argv.slice(2), { console, host });
  process.off('exit', endedEarly);
}
