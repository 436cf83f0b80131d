import type { Cluster } from '../cluster/cluster.ts';
import type { FaultRates } from '../file-system/faults.ts';
import type { Host, HostedProcess } from '../world/host.ts';
import type { World } from '../world/world.ts';

/** Disturbs the processes of a history, each kind with the weight that its place in the list gives. */
export class Disturbances {
  readonly #world: World;
  readonly #cluster: Cluster;
  /** True after the end of the disturbances. */
  isOver = false;

  constructor(world: World, cluster: Cluster) {
    this.#world = world;
    this.#cluster = cluster;
  }

  /** Disturbs a number of times, from now on. */
  plan(count: number): void {
    const { sim } = this.#world;
    const { random } = sim;
    for (let i = 0; i < count; i++) {
      const longest = random.pick([300, 3000, 30_000, 300_000]);
      sim.after(random.between(0, longest), () => {
        if (!this.isOver) this.#disturb();
      });
    }
  }

  #disturb(): void {
    const { random, tally, trace } = this.#world.sim;
    const host = random.pick(this.#world.hosts);
    const processes = this.#world.hosts.flatMap(({ processes: all }) => [...all.values()]);
    const kind = random.pick(KINDS);
    const process = processes.length === 0 ? undefined : random.pick(processes);
    tally.note(kind);
    trace?.(`${kind}: ${host.name} or ${process?.label ?? 'no process'}`);
    this.#happen(kind, host, process);
  }

  #happen(kind: (typeof KINDS)[number], host: Host, process: HostedProcess | undefined): void {
    const { sim, faults } = this.#world;
    const { random } = sim;
    switch (kind) {
      case 'process killed':
        return process?.kill('SIGKILL');
      case 'process frozen':
        return process?.freeze(random.between(100, random.pick([2000, 200_000, 700_000])));
      case 'process asked to stop':
        return process?.signal(random.pick(['SIGTERM', 'SIGUSR1', 'SIGINT']));
      case 'machine crashed':
        return host.crash();
      case 'machine paused':
        host.pausedUntil = sim.now + random.between(100, random.pick([5000, 300_000]));
        return;
      case 'clock jumped':
        host.clockOffset += random.between(-86_400_000, 86_400_000);
        return;
      case 'host renamed':
        host.name = `renamed${random.below(3)}`;
        return;
      case 'job lost by the cluster': {
        const running = this.#cluster.running();
        if (running.length > 0) this.#cluster.restart(random.pick(running));
        return;
      }
      case 'burst of faults': {
        const before = faults.rates;
        faults.rates = { ...before, call: random.pick([0.03, 0.2, 0.8]), lostAnswer: 0.1 };
        const end = () => {
          if (!this.isOver) faults.rates = before;
        };
        sim.after(random.between(10, random.pick([300, 20_000])), end);
      }
    }
  }
}

const KINDS = [
  'process killed',
  'process killed',
  'process frozen',
  'process asked to stop',
  'machine crashed',
  'machine paused',
  'clock jumped',
  'host renamed',
  'job lost by the cluster',
  'burst of faults',
] as const;

/** Draws how faulty and slow the file server of a history is. */
export function drawRates({ sim: { random } }: World): FaultRates {
  const isFaulty = random.chance(0.5);
  return {
    call: isFaulty ? random.pick([0.0005, 0.002, 0.01]) : 0,
    lostAnswer: random.chance(0.3) ? 0.02 : 0,
    background: random.chance(0.3) ? 0.05 : 0,
    latency: random.pick([0.2, 2, 10]),
    hang: random.chance(0.3) ? 0.002 : 0,
  };
}
