import { draw } from '../fixtures/draw.ts';
import type { Call } from './calls.ts';
import type { Scene } from './scenes.ts';
import type { Fault } from './traced-psy.ts';

/** A call and what happens instead of it. */
export type Trial = readonly [Call, Fault];

const known = new Set<string>();

/** Returns faults of the calls of a scene, at most `most`, without those that an earlier scene has had. */
export function trialsOf(scene: Scene, calls: readonly Call[], most: number): Trial[] {
  const ordinals = new Map<string, number>();
  const trials = calls.flatMap((call): Trial[] => {
    const ordinal = (ordinals.get(call.what) ?? 0) + 1;
    ordinals.set(call.what, ordinal);
    const key = `${call.what} ${ordinal}`;
    if (known.has(key)) return [];
    known.add(key);
    return faultsOf(call).map((fault) => [call, fault]);
  });
  const order = ([{ what, nth }, fault]: Trial) => draw(`${scene.name} ${what} ${nth} ${fault}`);
  return trials.sort((a, b) => order(a) - order(b)).slice(0, most);
}

function faultsOf({ changes, what }: Call): Fault[] {
  // To be killed before a file is opened for reading is the same as before the next change.
  if (!changes) return ['EIO'];
  // These need no space on the disk.
  if (/^(unlink|rmdir)/.test(what)) return ['EIO', 'SIGKILL'];
  return ['EIO', 'ENOSPC', 'SIGKILL'];
}
