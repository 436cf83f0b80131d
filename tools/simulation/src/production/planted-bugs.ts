/** A mistake in a source of psyrun that the simulation has to find. */
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  /** Part of the source. It is there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** Mistakes that such protocols can have. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'a claim is taken without an exclusive link',
    file: 'packages/backend-loadbalancing/src/board/folder-board.ts',
    find: 'await link(own, this.place(name));',
    replace: 'await writeFile(this.place(name), content);',
  },
  {
    name: 'a worker is done before its journal is written',
    file: 'packages/backend-loadbalancing/src/worker/queue-worker.ts',
    find: '    await flush();\n',
    replace: '    void flush;\n',
  },
  {
    name: 'the merge takes two records of one row',
    file: 'packages/run/src/merge/collect-run.ts',
    find: "kind === 'done' && states.at(index) !== ROW_DONE",
    replace: "kind === 'done'",
  },
  {
    name: 'a job is submitted before it is in the ledger',
    file: 'packages/jobs/src/submit/submit.ts',
    find: 'const tag = await ledger.intend(',
    replace: 'const tag = crypto.randomUUID(); void ledger.intend(',
  },
  {
    name: 'a job that starts again uses the journal of its first start',
    file: 'packages/run/src/directory/worker-journal.ts',
    find: "'wx'",
    replace: "'w'",
  },
  {
    name: 'an error of the heartbeat is handled only when the rows have ended',
    file: 'packages/backend-loadbalancing/src/worker/queue-worker.ts',
    find: 'const beating = Promise.allSettled([this.#beatUntilOver()]);',
    replace: `const early = this.#beatUntilOver();
    const beating = { then: (done) => Promise.allSettled([early]).then(done) };`,
  },
];
