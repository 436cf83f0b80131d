import { FileNode } from '../file-system/nodes.ts';
import type { Host } from '../world/host.ts';
import type { World } from '../world/world.ts';
import { FOLDER } from './sweep.ts';
import { Violation } from './violation.ts';

/** Checks, with each change of a file, what the protocols promise of it. */
export class Invariants {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** An existing file is about to be emptied, as opening with `w` does, or cut. */
  onCut(path: string, file: FileNode, size: number): void {
    if (/\/(claim|return|done)-[^/]*$/.test(path) && file.links > 0 && file.size > 0) {
      this.#fail(`the notice ${path} is overwritten`);
    }
    if (path.endsWith('.journal') && size < file.synced) {
      this.#fail(`${path} loses records that were on the disk`);
    }
  }

  /** A file has got a name. */
  onLink(path: string, { mount }: Host): void {
    const worker = /\/done-([^/]*)$/.exec(path)?.[1];
    const journal = worker && this.#world.server.find(`${FOLDER}/out/${worker}.journal`);
    if (journal instanceof FileNode && mount.dirty.endOf(journal) > 0) {
      this.#fail(`worker ${worker} is done, but its journal is not written`);
    }
  }

  /** A scheduler has accepted a submission. */
  onSubmission(tag: string): void {
    const ledger = this.#world.server.find(`${FOLDER}/ledger`);
    if (ledger instanceof FileNode && ledger.bytes.includes(tag)) return;
    this.#fail('a job was submitted that is not in the ledger');
  }

  #fail(what: string): void {
    this.#world.sim.fail(new Violation(what));
  }
}
