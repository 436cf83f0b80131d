import { spawn } from 'node:child_process';

/**
 * Runs a command at a terminal of 80 columns to its end. Resolves to its output up to the first
 * time that `moment` is true. `script` of util-linux provides the terminal.
 */
export async function runAtTerminal(
  command: string,
  { cwd, env, moment }: { cwd: string; env: NodeJS.ProcessEnv; moment: (sent: string) => boolean },
): Promise<string> {
  const child = spawn('script', ['-qefc', `stty cols 80 rows 24; ${command}`, '/dev/null'], {
    cwd,
    env: { ...env, TERM: 'xterm' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let sent = '';
  let atMoment: string | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    sent += text;
    if (atMoment === undefined && moment(sent)) atMoment = sent;
  });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  if (exitCode !== 0) throw new Error(`${command} ended with ${String(exitCode)}:\n${sent}`);
  if (atMoment === undefined) throw new Error(`${command} was never seen at its moment:\n${sent}`);
  return atMoment;
}
