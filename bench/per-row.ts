/** Resolves to the microseconds per row of the fastest of several runs of `work`. */
export async function perRow(rows: number, work: () => unknown, repeats = 3): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    await work();
    times.push(((performance.now() - start) * 1000) / rows);
  }
  return Math.min(...times);
}

/** Prints a figure, and its ratio to a figure of a peer from the same run. */
export function report(what: string, own: number, peer?: { name: string; figure: number }): void {
  const beside = peer
    ? `   ${peer.name} ${peer.figure.toFixed(2)} µs: ${(own / peer.figure).toFixed(2)} ×`
    : '';
  console.log(`${what.padEnd(44)} ${own.toFixed(2).padStart(8)} µs a row${beside}`);
}
