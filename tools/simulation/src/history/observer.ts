import type { Table } from '@psyrun/core';
import type { ClusterScheduler } from '../cluster/cluster-scheduler.ts';
import { FileNode, FolderNode } from '../file-system/nodes.ts';
import type { Production } from '../production/load-production.ts';
import { SimulatedProcess } from '../world/simulated-process.ts';
import type { World } from '../world/world.ts';
import { expectedResult, FOLDER, sweepTask, type SweepPlan } from './sweep.ts';
import { Violation } from './violation.ts';

/** Looks at the work directory from a machine that sees the server as it is, without faults. */
export class Observer {
  readonly #world: World;
  readonly #production: Production;
  readonly #scheduler: ClusterScheduler;
  #hosts = 100;

  constructor(world: World, production: Production, scheduler: ClusterScheduler) {
    this.#world = world;
    this.#production = production;
    this.#scheduler = scheduler;
  }

  /**
   * Resolves to true if psyrun says that the result is complete and intact. Throws a {@link Violation}
   * if it says so and the result is not that of a direct evaluation.
   */
  async check(plan: SweepPlan): Promise<boolean> {
    const { readStatus, runIn, verifyResult, WorkDirectory } = this.#production;
    const found = await this.#look(async () => {
      const task = sweepTask(this.#production, plan, this.#scheduler);
      const { complete, states } = await readStatus(task);
      const { done, failed, missing, total } = states.counts();
      if (done + failed + missing !== plan.values.length || total !== plan.values.length) {
        throw new Violation(`the states do not add up: ${JSON.stringify(states.counts())}`);
      }
      if (!complete) return undefined;
      const run = await runIn(new WorkDirectory(task.workdir));
      const { problems } = await verifyResult(task.resultfile, task.store, run);
      return problems.length > 0 ? undefined : await task.store.load(task.resultfile);
    });
    if (found === undefined) return false;
    const expected = JSON.stringify(expectedResult(plan));
    const present = JSON.stringify(inOrder(found));
    if (present === expected) return true;
    throw new Violation(`falsely certified:\n${present}\ninstead of\n${expected}`);
  }

  /** Resolves to the values of the rows that psyrun counts as done. */
  async recorded(plan: SweepPlan): Promise<Set<number>> {
    const { readStatus } = this.#production;
    const values = await this.#look(async () => {
      const task = sweepTask(this.#production, plan, this.#scheduler);
      const { states, changes } = await readStatus(task);
      if (changes.some((change) => !change.startsWith('The parameter space'))) return [];
      return plan.values.filter((_, index) => states.at(index) === 2);
    });
    return new Set(values ?? []);
  }

  /**
   * Does what the hint of an error tells the user to do. Commands have looked after locks if `areLocksFree`. No hint
   * says to remove a journal.
   */
  followHints(outcome: string, areLocksFree: boolean): void {
    const folder = this.#world.server.find(FOLDER);
    if (!(folder instanceof FolderNode)) return;
    // No job is queued or running any more, so the ledger may go. It has no results.
    const mayGo = areLocksFree ? /remove the ledger/ : /ledger|busy/;
    for (const name of [...folder.names.keys()]) {
      if (/\.(lock|takeover)$/.test(name) && !areLocksFree) this.#remove(folder, name, 'lock');
      else if (mayGo.test(outcome) && /^ledger/.test(name)) this.#remove(folder, name, 'ledger');
    }
  }

  #remove(folder: FolderNode, name: string, what: string): void {
    const node = folder.names.get(name);
    if (node === undefined) return;
    this.#world.sim.tally.note(`${what} removed by hand`);
    if (node instanceof FileNode) node.links--;
    folder.names.delete(name);
    folder.change++;
  }

  async #look<T>(read: () => Promise<T>): Promise<T | undefined> {
    const { faults } = this.#world;
    faults.areOff = true;
    const host = this.#world.newHost(this.#hosts++, 0);
    let found: T | undefined;
    const process = new SimulatedProcess(host, 'observer');
    process.start(async () => {
      try {
        found = await read();
      } catch (error) {
        if (error instanceof Violation) throw error;
        const { code, message } = error as { code?: string; message?: string };
        if (code === undefined) throw error;
        this.#world.sim.tally.note(`status fails with ${code}`);
        this.#world.sim.trace?.(`the observer sees ${code}: ${message}`);
      }
    });
    const end = await process.ended;
    faults.areOff = false;
    if (end === 'uncaught error') throw process.error;
    return found;
  }
}

function inOrder(table: Table): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([key, column]) => [key, Array.from(column as Iterable<unknown>)]),
  );
}
