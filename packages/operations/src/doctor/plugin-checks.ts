import type { Check } from '@psyrun/core';
import type { PluginRegistry } from '@psyrun/task';

const ADVICE = 'Remove the package, or install a version of it for this psyrun.';

/** Returns the checks of the installed plug-ins: what is broken, and what is provided twice. */
export function pluginChecks(registry: PluginRegistry): Check[] {
  const about = 'packages';
  const problems = [
    ...registry.broken.map(({ package: name, error }) => `${name}: ${String(error)}`),
    ...registry.conflicts().map(({ message }) => message),
  ];
  if (problems.length > 0) {
    return problems.map((found) => ({ about, outcome: 'failed', found, advice: ADVICE }));
  }
  const keys = registry.plugins.map(({ key }) => key);
  return [{ about, outcome: 'ok', found: `Found: ${keys.join(', ')}.` }];
}
