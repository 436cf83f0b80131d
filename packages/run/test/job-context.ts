import type { WorkContext } from '@psyrun/jobs';

/** Returns the context of a job that is alone in its process. `log` gets its output. */
export function jobContext(log: (text: string) => void = () => undefined): WorkContext {
  return {
    index: undefined,
    log,
    rowEnded: () => undefined,
    signal: new AbortController().signal,
    slots: 1,
    share: (_key, make) => make(),
  };
}
