import type { LoadedTask } from '@psyrun/task';
import { Cluster, type ClusterJob } from '../cluster/cluster.ts';
import { ClusterScheduler } from '../cluster/cluster-scheduler.ts';
import { RowPool } from '../cluster/row-pool.ts';
import { CALM } from '../file-system/faults.ts';
import { FileNode, FolderNode } from '../file-system/nodes.ts';
import { put } from '../file-system/name-calls.ts';
import type { Production } from '../production/load-production.ts';
import type { Host } from '../world/host.ts';
import { SimulatedProcess } from '../world/simulated-process.ts';
import type { World } from '../world/world.ts';
import { Disturbances, drawRates } from './disturbances.ts';
import { damageFile } from './damage-file.ts';
import { changeSweep, drawSweep } from './draw-sweep.ts';
import { Invariants } from './invariants.ts';
import { Observer } from './observer.ts';
import { resultOf, sweepTask, TASK_FILE, type SweepPlan } from './sweep.ts';
import { Violation } from './violation.ts';
import { WorkLog } from './work-log.ts';

/**
 * Most runs without disturbances until the result has to be complete. Four may find the lock of a dead process of
 * another machine, one is refused because the code has changed, and one more begins anew.
 */
const MOST_RUNS = 7;
/** Longest time of a run, in milliseconds. */
const LONGEST_RUN = 900_000;

/**
 * One history: runs of a sweep that grows, shrinks and changes, while machines, processes, clocks and
 * the file server fail; then `psy run -c` without faults until the result is complete.
 */
export class History {
  readonly #world: World;
  readonly #production: Production;
  readonly #cluster: Cluster;
  readonly #scheduler: ClusterScheduler;
  readonly #disturbances: Disturbances;
  readonly #observer: Observer;
  readonly #work = new WorkLog();
  #plan: SweepPlan;
  #isCalm = false;
  #failing = 0;

  constructor(world: World, production: Production) {
    this.#world = world;
    this.#production = production;
    this.#cluster = new Cluster(world, (job, host) => this.#startJob(job, host));
    this.#scheduler = new ClusterScheduler(this.#cluster, production, () => this.#schedulerRates());
    this.#disturbances = new Disturbances(world, this.#cluster);
    this.#observer = new Observer(world, production, this.#scheduler);
    const invariants = new Invariants(world);
    for (const { mount } of world.hosts) mount.watcher = invariants;
    world.fs.onLink = (path, host) => invariants.onLink(path, host);
    this.#cluster.onSubmission = (tag) => invariants.onSubmission(tag);
    world.importModule = async (address) => this.#module(address);
    world.newRowPool = ({ evaluator }) =>
      new RowPool(world, production, evaluator.export, (version, x) => this.#evaluate(version, x));
    this.#plan = drawSweep(world.sim.random);
  }

  /** Runs the history. Throws a {@link Violation} for anything that must never happen. */
  async run(): Promise<void> {
    const { sim } = this.#world;
    let isOver = false;
    this.#script().then(
      () => (isOver = true),
      (error: unknown) => sim.fail(error),
    );
    await sim.run(() => isOver);
    if (!isOver) throw new Violation('nothing happens any more, but the history has not ended');
  }

  async #script(): Promise<void> {
    const { sim, faults } = this.#world;
    const { random } = sim;
    this.#writeTaskFile();
    faults.rates = drawRates(this.#world);
    this.#failing = random.pick([0, 0, 0.1, 0.5]);
    for (let left = 1 + random.below(3); left > 0; left--) {
      this.#disturbances.plan(random.below(6));
      await this.#psyRun(random.chance(0.6));
      if (random.chance(0.1)) damageFile(this.#world);
      if (random.chance(0.2)) await this.#fsck();
      await this.#observer.check(this.#plan);
      if (random.chance(0.6)) this.#plan = changeSweep(random, this.#plan, sim.tally);
      this.#writeTaskFile();
    }
    await this.#comeToRest();
    await this.#finish();
  }

  /** Ends the disturbances, and lets what is left of the jobs end. */
  async #comeToRest(): Promise<void> {
    const { sim, faults, hosts } = this.#world;
    this.#disturbances.isOver = true;
    this.#isCalm = true;
    faults.rates = CALM;
    await this.#until(() => this.#cluster.isIdle, sim.random.pick([0, 1000, 900_000]));
    this.#cluster.killAll();
    await this.#until(() => hosts.every(({ processes }) => processes.size === 0), 900_000);
    for (const { processes } of hosts) {
      for (const process of [...processes.values()]) process.kill('the end of the history');
    }
    for (const { mount } of hosts) mount.dirty.sendAll();
  }

  /** Continues until the result is complete, and compares it with a direct evaluation. */
  async #finish(): Promise<void> {
    const { sim } = this.#world;
    const recorded = await this.#observer.recorded(this.#plan);
    this.#work.clear();
    const usesCommands = sim.random.chance(0.5);
    let isContinued = true;
    for (let run = 1; ; run++) {
      // A user who is told that rows are missing looks again when the machines agree.
      await this.#pause(run > 2 ? 130_000 : sim.random.pick([0, 100, 60_000]));
      const outcome = await this.#psyRun(isContinued);
      if (await this.#observer.check(this.#plan)) break;
      if (run === MOST_RUNS) {
        throw new Violation(`the result is not complete after ${run} runs: ${outcome}`);
      }
      if (usesCommands) await this.#repair();
      this.#observer.followHints(outcome, usesCommands);
      // Its hint: move the description of the run away, and begin anew.
      const isBeginning = outcome.includes('psy run t begins anew');
      if (isBeginning && !usesCommands) await this.#fsck();
      // Its hint: evaluate all rows again.
      if (isBeginning || outcome.includes('PSYRUN_RUN_CHANGED')) isContinued = false;
    }
    if (isContinued) this.#checkRepeated(recorded);
  }

  /** A machine may not see yet what another one has recorded. Otherwise no work is repeated. */
  #checkRepeated(recorded: ReadonlySet<number>): void {
    const repeated = [...recorded].filter((x) => this.#work.count(this.#plan.version, x) > 0);
    if (repeated.length === 0) return;
    this.#world.sim.tally.note('recorded row evaluated again');
    if (this.#world.staleness > 0) return;
    throw new Violation(`rows were recorded, but are evaluated again: ${repeated.join(', ')}`);
  }

  /** Runs `psy run`, and waits until its jobs have ended. Resolves to its outcome or error. */
  async #psyRun(isContinued: boolean): Promise<string> {
    const { runTask } = this.#production;
    const outcome = await this.#psy(`run${isContinued ? ' -c' : ''}`, async (task, signal) => {
      return (await runTask(task, { continue: isContinued, signal })).outcome;
    });
    await this.#until(() => this.#cluster.isIdle, LONGEST_RUN);
    return outcome;
  }

  /** Does what a user does whose run does not go on: no process of psy is left on any machine. */
  async #repair(): Promise<void> {
    const { killTask } = this.#production;
    await this.#psy('kill --presume-dead', async (task) => {
      const { presumedDead = [] } = await killTask(task, { presumeDead: true });
      if (presumedDead.length > 0) this.#world.sim.tally.note('process taken for dead');
      return JSON.stringify(presumedDead);
    });
    await this.#fsck();
  }

  async #fsck(): Promise<void> {
    const { fsckTask } = this.#production;
    await this.#psy('fsck --repair', async (task) => {
      const { files } = await fsckTask(task, { repair: true });
      const repaired = files.filter(({ done }) => done !== undefined);
      if (repaired.length > 0) this.#world.sim.tally.note('files repaired');
      return JSON.stringify(repaired);
    });
  }

  /** Runs a command of psy on any machine. Resolves to its outcome or error. */
  async #psy(
    name: string,
    command: (task: LoadedTask, signal: AbortSignal) => Promise<string>,
  ): Promise<string> {
    const { sim, hosts } = this.#world;
    const host = sim.random.pick(hosts);
    let outcome = 'killed';
    const process = new SimulatedProcess(host, `psy-${host.machine}-${sim.events}`);
    process.start(async () => {
      const task = sweepTask(this.#production, this.#plan, this.#scheduler);
      outcome = await command(task, process.stop.signal).catch(reported);
    });
    const end = await Promise.race([process.ended, this.#pause(LONGEST_RUN)]);
    if (end === 'uncaught error') throw new Violation(`psy died: ${String(process.error)}`);
    sim.trace?.(`psy ${name}: ${outcome}`);
    return outcome;
  }

  #startJob({ submission, index }: ClusterJob, host: Host) {
    const { sim } = this.#world;
    const name = index === undefined ? submission.name : `${submission.name}:${index}`;
    const process = new SimulatedProcess(host, `${name}@${host.machine}-${sim.events}`);
    let exit: number | undefined;
    process.start(async () => {
      const file = submission.argv.find((arg) => arg.endsWith('.json'))!;
      exit = 1;
      try {
        const { work } = await this.#production.readJobFile(file);
        exit = await this.#production.runWork(work, {
          index,
          log: (text) => this.#log(process, text),
          signal: process.stop.signal,
          slots: 1,
          share: (_, make) => make(),
          rowEnded: () => undefined,
        });
      } catch (error) {
        this.#log(process, reported(error));
      }
    });
    const code = process.ended.then((end) => {
      if (end === 'uncaught error') {
        sim.tally.note('job died of an error that nobody caught');
        sim.fail(
          new Violation(`${name} died of an error that nobody caught: ${said(process.error)}`),
        );
      }
      return end === 'exit' ? exit : undefined;
    });
    return { process, code };
  }

  #log(process: SimulatedProcess, text: string): void {
    this.#world.sim.trace?.(`${process.label} logs: ${text.trimEnd()}`);
    const internal = /(TypeError|RangeError|ReferenceError|SyntaxError).*/.exec(text);
    if (internal !== null) this.#world.sim.fail(new Violation(`internal error: ${text}`));
  }

  #evaluate(version: string, x: number) {
    const { random } = this.#world.sim;
    this.#work.note(version, x);
    const duration = random.chance(0.05) ? random.between(1000, 30_000) : random.between(1, 300);
    const fails = !this.#isCalm && random.chance(this.#failing);
    if (fails) this.#world.sim.tally.note('row failed');
    return { duration, result: fails ? undefined : resultOf(Number(version), x) };
  }

  #module(address: string): object {
    if (address === 'simulated:store')
      return { make: async () => new this.#production.PickleStore() };
    if (address === 'simulated:scheduler') return { make: async () => this.#scheduler };
    const { modules } = this.#production;
    const found = Object.entries(modules).find(([path]) => address.endsWith(path));
    if (found === undefined) throw new Error(`There is no module ${address}.`);
    return found[1];
  }

  #schedulerRates() {
    if (this.#isCalm) return { refuses: 0, losesAnswer: 0, isSilent: 0 };
    return { refuses: 0.03, losesAnswer: 0.05, isSilent: 0.03 };
  }

  /** The task file, which no fault concerns. */
  #writeTaskFile(): void {
    const { mount } = this.#world.hosts[0]!;
    const root = this.#world.server.root;
    for (const name of ['tasks', 'work']) {
      if (!root.names.has(name)) put(mount, root, name, new FolderNode(-1, 0));
    }
    const folder = root.names.get('tasks') as FolderNode;
    const file = new FileNode(-2, 0);
    file.write(0, Buffer.from(`version ${this.#plan.version}`));
    folder.names.delete('task_t.js');
    put(mount, folder, TASK_FILE.slice('/tasks/'.length), file);
  }

  async #until(isTrue: () => boolean, longest: number): Promise<void> {
    const { sim } = this.#world;
    const end = sim.now + longest;
    while (!isTrue() && sim.now < end) await this.#pause(Math.min(end - sim.now, 2000));
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.#world.sim.after(milliseconds, resolve));
  }
}

/** Returns an error as psy prints it. Anything but an error with a code is a mistake of psyrun. */
function reported(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (typeof code !== 'string' || code.startsWith('ERR_')) throw error;
  return `${code}: ${message}`;
}

function said(error: unknown): string {
  return error instanceof Error ? `${error.stack}` : String(error);
}
