import { BUILTINS } from './builtins.ts';
import { DATETIMES } from './datetimes.ts';
import { Global } from './global.ts';
import { NUMPY } from './numpy.ts';

export { Global };

/** Modules that have, or had, more than one name. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['builtins', ['builtins', '__builtin__']],
  ['copyreg', ['copyreg', 'copy_reg']],
  ['numpy.multiarray', ['numpy.core.multiarray', 'numpy._core.multiarray']],
  ['numpy.numeric', ['numpy.core.numeric', 'numpy._core.numeric']],
]);

/**
 * The closed list of the functions and classes that a pickle may name, by `module name`. No other
 * name is ever looked up.
 */
export const GLOBALS: ReadonlyMap<string, Global> = new Map(
  [...BUILTINS, ...DATETIMES, ...NUMPY].flatMap(([module, global]) =>
    (ALIASES.get(module) ?? [module]).map((alias) => [`${alias} ${global.name}`, global]),
  ),
);
