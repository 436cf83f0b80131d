import { coloured, processConsole } from './terminal/console.ts';
import { FAILED } from './terminal/exit-codes.ts';
import { psyMain } from './psy-main.ts';

/**
 * What a file does that is the `psy` command: runs the arguments of the process at its console and
 * sets its exit code. `host` is the URL of that file: plug-ins are looked for around it, too.
 *
 * Code of the user is loaded into this process. If that ends it, which would look like success, or
 * waits for what never comes, psy says so and the exit code is 1.
 */
export async function psyProcess(host: string): Promise<void> {
  const console = processConsole();
  const endedEarly = (): void => {
    console.error(
      `${coloured('red', 'psy: error:')} The process ended before psy was done. A task file, or something ` +
        'that it imports, has called process.exit, or awaits at its top level what never comes.',
    );
    process.exitCode = FAILED;
  };
  process.once('exit', endedEarly);
  process.exitCode = await psyMain(process.argv.slice(2), { console, host });
  process.off('exit', endedEarly);
}
