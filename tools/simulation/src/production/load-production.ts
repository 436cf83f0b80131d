import { constants } from 'node:fs';
import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import type * as production from './production.ts';
import type { World } from '../world/world.ts';
import { intoHash, SimulatedHash } from './simulated-hash.ts';

/** The exports of psyrun in the simulation. */
export type Production = typeof production;

/** The simulation that psyrun runs in. It changes from one history to the next. */
export interface Surroundings {
  world: World | undefined;
}

const require = createRequire(import.meta.url);

/**
 * Runs a script of {@link bundleProduction} and returns what it exports. The script is loaded once. What
 * it sees of the system belongs to the simulated process whose event is running.
 */
export function loadProduction(code: string, surroundings: Surroundings): Production {
  const world = (): World => {
    if (surroundings.world === undefined) throw new Error('No history is running.');
    return surroundings.world;
  };
  const names = ['require', 'module', 'exports', 'simulated', 'Date', 'performance'];
  names.push('setTimeout', 'clearTimeout', 'process');
  const script = new Script(`(function (${names.join(', ')}) {${code}\n})`, {
    filename: 'production.js',
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...globals: unknown[]) => void;
  run(
    (name: string) => moduleOf(name, world),
    module,
    module.exports,
    {
      importModule: (address: string) => world().importModule(address),
      own: (key: string, value: unknown) => world().own(key, value),
      decoded: (schema: object, bytes: Uint8Array, decode: () => object) =>
        world().documents.contentOf(schema, bytes, decode),
      get WorkerPool() {
        return rowPoolOf(world);
      },
    },
    dateOf(world),
    { now: () => world().process.host.monotonic },
    (action: () => void, milliseconds = 0) => world().setTimer(action, milliseconds),
    (timer: { cancel(): void } | undefined) => timer?.cancel(),
    processOf(world),
  );
  return module.exports as Production;
}

/** Returns a class whose objects are the pool of the present history. */
function rowPoolOf(world: () => World) {
  return function WorkerPool(options: { readonly evaluator: { readonly export: string } }) {
    return world().newRowPool(options);
  };
}

function dateOf(world: () => World): typeof Date {
  return class SimulatedDate extends Date {
    constructor(...given: []) {
      if (given.length === 0) super(SimulatedDate.now());
      else super(...given);
    }

    static override now(): number {
      return world().process.host.wallClock;
    }
  } as typeof Date;
}

/** The parts of `process` that psyrun uses. */
function processOf(world: () => World) {
  return {
    get pid() {
      return world().process.pid;
    },
    platform: 'linux',
    env: {},
    execArgv: [],
    versions: process.versions,
    kill: (pid: number) => world().probe(pid),
  };
}

function moduleOf(name: string, world: () => World): unknown {
  switch (name) {
    case 'node:fs':
      return forwarded(() => world().fs.fs);
    case 'node:fs/promises':
      return forwarded(() => world().fs.promises);
    case 'node:module':
      return { createRequire: () => ({ resolve: (module: string) => module }) };
    case 'node:os':
      return { hostname: () => world().process.host.name, availableParallelism: () => 2 };
    case 'node:crypto':
      return {
        createHash: (kind: string) => new SimulatedHash(kind),
        randomUUID: () => world().uuid(),
      };
    case 'node:stream/promises':
      return { pipeline: intoHash };
    case 'node:timers/promises':
      return { setTimeout: sleepIn(world), setImmediate: sleepIn(world) };
    case 'node:child_process':
      return { execFile: noProgram, fork: noProgram };
    default:
      return require(name);
  }
}

function sleepIn(world: () => World) {
  return (milliseconds = 0, _value?: unknown, options?: { readonly signal?: AbortSignal }) =>
    world().sleep(milliseconds, options?.signal);
}

/** There is no git. */
function noProgram(...given: unknown[]): void {
  const done = given.at(-1) as (error: Error) => void;
  done(new Error('There is no such program.'));
}

/** Returns an object whose members are those of the present history. */
function forwarded(target: () => object): object {
  const functions = new Map<string | symbol, unknown>([['constants', constants]]);
  const make = (key: string | symbol) => {
    const call = (...given: unknown[]) =>
      (target() as Record<string | symbol, (...all: unknown[]) => unknown>)[key]!(...given);
    functions.set(key, call);
    return call;
  };
  return new Proxy({}, { get: (_, key) => functions.get(key) ?? make(key), has: () => true });
}
