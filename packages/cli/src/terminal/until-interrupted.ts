/** The signals that end a run in order. A terminal that is closed sends SIGHUP, Ctrl-\ sends SIGQUIT. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Does `action` with a signal that Ctrl-C and its like abort, instead of ending the process. The reason
 * is the name of the first signal. The same signal once more ends the process.
 */
export async function untilInterrupted<T>(action: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupted = new AbortController();
  const interrupt = (name: NodeJS.Signals): void => interrupted.abort(name);
  // Without a listener, SIGUSR1 opens the port of Node's debugger. Windows sends neither SIGUSR1 nor 2.
  for (const name of SIGNALS) process.once(name, interrupt);
  try {
    return await action(interrupted.signal);
  } finally {
    for (const name of SIGNALS) process.off(name, interrupt);
  }
}
