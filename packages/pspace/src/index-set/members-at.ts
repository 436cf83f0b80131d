import { IndexSetBuilder } from './index-set-builder.ts';
import type { IndexSet } from './index-set.ts';
import { RunSet } from './run-set.ts';

/** Returns the members of `set` whose positions in it are members of `positions`. */
export function membersAt(set: IndexSet, positions: IndexSet): IndexSet {
  const runs = mappedRuns(set, positions);
  // At this number, runs take four times the memory of bits.
  if (runs.length * 32 < set.universe) return new RunSet(set.universe, runs);
  const members = new IndexSetBuilder(set.universe);
  for (const [start, length] of runs) {
    for (let index = start; index < start + length; index++) members.add(index);
  }
  return members.build();
}

/** Yields runs of members for runs of positions. A run is split where the members have a gap. */
function mappedRuns(set: IndexSet, positions: IndexSet): [number, number][] {
  const mapped: [number, number][] = [];
  const wanted = positions.runs()[Symbol.iterator]();
  let run = wanted.next();
  let before = 0;
  for (const [start, length] of set.runs()) {
    const end = before + length;
    while (!run.done && run.value[0] < end) {
      const [first, count] = run.value;
      const from = Math.max(first, before);
      const to = Math.min(first + count, end);
      if (from < to) mapped.push([start + from - before, to - from]);
      if (first + count > end) break;
      run = wanted.next();
    }
    before = end;
  }
  return joined(mapped);
}

/** Joins runs that touch. */
function joined(runs: readonly [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [start, length] of runs) {
    const last = result.at(-1);
    if (last && last[0] + last[1] === start) last[1] += length;
    else result.push([start, length]);
  }
  return result;
}
