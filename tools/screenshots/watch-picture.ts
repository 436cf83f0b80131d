import { runAtTerminal } from './run-at-terminal.ts';
import { terminalPicture } from './terminal-picture.ts';
import { screenOf } from './terminal.ts';

/** The name of the picture. */
export const WATCH_PICTURE = 'psy-watch.svg';

/** Takes a picture of `psy watch` while rows end and some have failed. */
export async function watchPicture(cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const command = 'psy watch waves';
  const sent = await runAtTerminal(`(psy run -q waves >run.log 2>&1 &) ; sleep 2; ${command}`, {
    cwd,
    env,
    moment: (text) => /Last failures[^]*\x1b\[H/.test(text),
  });
  // The last screen that was drawn as a whole.
  const [screen] = sent.split('\x1b[H').at(-2)!.split('\x1b[J');
  return terminalPicture(screenOf(screen!), `A terminal in which ${command} is at work`);
}
