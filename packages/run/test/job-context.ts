import type { WorkContext } from '@psyrun/jobs';

/** What a job is called with that is alone in its process; `log` is told what it writes. */
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
