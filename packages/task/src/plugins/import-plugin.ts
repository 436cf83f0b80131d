import { PsyrunError } from '@psyrun/core';
import type { Plugin } from './plugin.ts';

type AnyClass = abstract new (...args: never[]) => object;

/**
 * Imports the class of a plug-in. Throws `PSYRUN_PLUGIN_INVALID` if that fails, or if the class does
 * not have all methods of its contract.
 */
export async function importPlugin<C extends AnyClass>(
  plugin: Plugin,
  methods: readonly string[],
): Promise<C> {
  const found = (await moduleOf(plugin))[plugin.export];
  const methodsOf: unknown = typeof found === 'function' ? found.prototype : undefined;
  if (typeof methodsOf !== 'object' || methodsOf === null) {
    throw invalid(plugin, `has no class ${plugin.export}.`, 'Report this to its authors.');
  }
  const missing = methods.find((method) => !(method in methodsOf));
  if (missing !== undefined) {
    throw invalid(
      plugin,
      `breaks the contract: ${plugin.export} has no method ${missing}.`,
      'Report this to its authors.',
    );
  }
  return found as C;
}

/** Creates an object of the class of a plug-in. Its suffix or name must be that of the manifest. */
export async function makePlugin<T extends object>(
  plugin: Plugin,
  methods: readonly (keyof T & string)[],
  called: keyof T & string,
): Promise<T> {
  const Class = await importPlugin<new () => T>(plugin, methods);
  const made = construct(plugin, Class);
  if (made[called] !== plugin.key) {
    throw invalid(
      plugin,
      `breaks the contract: its manifest says ${plugin.key}, ${plugin.export}.${called} says ${String(made[called])}.`,
      'Report this to its authors.',
    );
  }
  return made;
}

async function moduleOf(plugin: Plugin): Promise<Record<string, unknown>> {
  try {
    return (await import(plugin.module)) as Record<string, unknown>;
  } catch (cause) {
    const peer = missingPeer(cause);
    const hint =
      peer === undefined
        ? 'Install it again, or report this to its authors.'
        : `Add ${peer} to the dependencies of your project. If that does not help, report this to its authors.`;
    throw invalid(plugin, `could not be imported: ${reasonOf(cause)}.`, hint, cause);
  }
}

/** Returns the first sentence of an error: Yarn adds a list of packages. */
function reasonOf(cause: unknown): string {
  return String(cause).split('\n')[0]!.replace(/[.;]$/, '');
}

/**
 * Returns the package of psyrun that a plug-in imports and does not find. It is a peer dependency,
 * which Yarn does not install by itself.
 */
function missingPeer(cause: unknown): string | undefined {
  const [, name] =
    /(?:Cannot find package '|tried to access )(@psyrun\/[\w-]+)/.exec(String(cause)) ?? [];
  return name;
}

function construct<T>(plugin: Plugin, Class: new () => T): T {
  try {
    return new Class();
  } catch (cause) {
    const what = `could not make its ${plugin.export}: ${String(cause)}.`;
    throw invalid(plugin, what, 'Report this to its authors.', cause);
  }
}

function invalid(plugin: Plugin, what: string, hint: string, cause?: unknown): PsyrunError {
  const { package: name, version, folder, key } = plugin;
  const message = `The plug-in ${name} ${version} (${folder}) ${what}`;
  const fields = { package: name, folder, key };
  return new PsyrunError('PSYRUN_PLUGIN_INVALID', message, {
    hint,
    fields,
    ...(cause === undefined ? {} : { cause }),
  });
}
