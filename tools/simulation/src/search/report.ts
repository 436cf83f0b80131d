import { Tally } from '../world/tally.ts';
import type { Search } from './find-violation.ts';

/** Prints the figures of searches that have taken `milliseconds` together. */
export function printReport(searches: readonly Search[], milliseconds: number): void {
  const tally = new Tally();
  let [histories, events, cpu] = [0, 0, 0];
  for (const search of searches) {
    tally.add(search.counts);
    histories += search.histories;
    events += search.events;
    cpu += (search.cpu.user + search.cpu.system) / 1e6;
  }
  const seconds = milliseconds / 1000;
  for (const [kind, count] of Object.entries(tally.counts).sort()) console.log(`${count}\t${kind}`);
  console.log(
    `${histories} histories with ${events} events in ${seconds.toFixed(0)} s ` +
      `(${(histories / seconds).toFixed(0)} a second), ${cpu.toFixed(0)} s of CPU ` +
      `(${((1000 * cpu) / histories).toFixed(1)} ms each)`,
  );
  const found = searches.flatMap((search) => search.found ?? []);
  for (const { seed, violation } of found) {
    console.log(`Seed ${seed}: ${violation}\nSee it: npx nx trace simulation --seed=${seed}`);
  }
  if (found.length === 0) console.log('No row was lost, doubled or falsely certified.');
}
