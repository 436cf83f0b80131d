/** Runs a piece of work once. Resolves to its milliseconds. */
export type Measure = () => Promise<number>;

const RUNS = 15;

/** Resolves to the milliseconds of one run of `work`, after `prepare`. */
export async function time(
  work: () => unknown,
  prepare: () => unknown = () => {},
): Promise<number> {
  await prepare();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/**
 * Runs both alternately and prints the medians and their ratio. The median is used because the
 * fastest of many disk operations depends on chance.
 */
export async function compare(
  what: string,
  own: Measure,
  peer: { readonly name: string; readonly measure: Measure },
  runs = RUNS,
): Promise<{ readonly own: number; readonly peer: number }> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    ours.push(await own());
    theirs.push(await peer.measure());
  }
  const medians = { own: median(ours), peer: median(theirs) };
  const faster = medians.own <= medians.peer;
  const ratio = faster ? medians.peer / medians.own : medians.own / medians.peer;
  console.log(
    `  ${what.padEnd(26)} ${figure(medians.own)}   ${peer.name.padEnd(9)} ${figure(medians.peer)}   ${ratio.toFixed(1)} × ${faster ? 'faster' : 'slower'}`,
  );
  return medians;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function figure(milliseconds: number): string {
  return `${milliseconds.toFixed(2).padStart(9)} ms`;
}
