import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { FromWorker } from '../../worker/messages.ts';
import { oomKills } from '../../row/failure/oom-kills.ts';
import { endGroup } from '../process-group.ts';
import { whoKilled } from './who-killed.ts';
import { entryOptions, loaderOptions, processEntry } from './worker-entry.ts';
import type { StartWorker, WorkerSettings } from '../worker-link.ts';

/** Time from the end of the channel of a process to its end, in milliseconds. */
const END_AFTER_CHANNEL = 500;
/** Time to wait for the output of a process that has ended, in milliseconds. */
const OUTPUT_AFTER_END = 1000;

/** Starts a worker process. It leads a process group, so its child processes end with it. */
export const startProcess: StartWorker = (settings, events) => {
  const child = forked(settings);
  child.on('message', (message) => events.onMessage(message as FromWorker));
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => events.onOutput(text));
  }
  void ending(child).then((how) => events.onEnd(how));
  return {
    // If the worker is gone, its end event reports this; the failed send does not.
    send: (message) => void child.send(message, () => undefined),
    kill: () => endGroup(child),
  };
};

function forked({ env, node, maxMemory }: WorkerSettings): ChildProcess {
  const limit = maxMemory === undefined ? [] : [`--max-old-space-size=${maxMemory}`];
  const [entry, ...words] = processEntry();
  return fork(entry, [...words, String(process.pid)], {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    env: { ...process.env, ...env },
    execArgv: [...loaderOptions(), ...entryOptions(), ...limit],
    ...(node !== undefined && { execPath: node }),
  });
}

/** Resolves when the process has ended and all its messages and output have arrived. */
async function ending(child: ChildProcess): Promise<string> {
  const before = oomKills();
  if (child.pid === undefined) {
    const [error] = (await once(child, 'error')) as [Error];
    return `before it began: ${error.message}`;
  }
  const disconnected = once(child, 'disconnect');
  const closed = once(child, 'close');
  // A process that has closed its channel can neither report rows nor get more.
  let isLate: NodeJS.Timeout | undefined;
  void disconnected.then(() => (isLate = setTimeout(() => endGroup(child), END_AFTER_CHANNEL)));
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(isLate);
  endGroup(child);
  const who = signal === 'SIGKILL' ? whoKilled(before, oomKills()) : '';
  // A process that left the group can keep the pipes open for ever.
  const release = setTimeout(() => closePipes(child), OUTPUT_AFTER_END);
  await Promise.all([disconnected, closed]);
  clearTimeout(release);
  return signal === null ? `with exit code ${code}` : `by signal ${signal}${who}`;
}

function closePipes({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}
