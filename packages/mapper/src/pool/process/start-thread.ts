import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../../worker/messages.ts';
import { loaderOptions, threadEntry } from './worker-entry.ts';
import type { StartWorker } from '../worker-link.ts';

/**
 * Starts a worker thread. A thread is lighter than a process, but a crash ends the whole program.
 */
export const startThread: StartWorker = ({ env, maxMemory }, events) => {
  const [entry, ...argv] = threadEntry();
  const thread = new Worker(entry, {
    argv,
    stdout: true,
    stderr: true,
    env: { ...process.env, ...env },
    execArgv: loaderOptions(),
    ...(maxMemory !== undefined && { resourceLimits: { maxOldGenerationSizeMb: maxMemory } }),
  });
  let why = '';
  thread.on('error', (error) => (why = `: ${error.message}`));
  thread.on('message', (message) => events.onMessage(message as FromWorker));
  for (const stream of [thread.stdout, thread.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => events.onOutput(text));
  }
  thread.on('exit', (code) => events.onEnd(`with exit code ${code}${why}`));
  return {
    send: (message) => thread.postMessage(message),
    kill: () => void thread.terminate(),
  };
};
