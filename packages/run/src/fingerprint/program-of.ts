import { dirname, relative, sep } from 'node:path';
import { isProgramAddress, type Task } from '@psyrun/core';

/**
 * Returns what a result depends on when a program evaluates the rows: its arguments, and the members
 * of its first message. Paths in the folder of the task are relative, so that the folder may be moved.
 * Returns an empty object for a function in JavaScript, whose code is known.
 */
export function programOf({ evaluator, file }: Pick<Task, 'evaluator' | 'file'>): {
  readonly program?: readonly string[];
  readonly load?: unknown;
} {
  const folder = dirname(file);
  const named = (text: string) => {
    if (text === folder || text.startsWith(folder + sep)) return relative(folder, text);
    // Packages may be installed elsewhere.
    const [, inPackages] = /^\/.*\/node_modules\/(.*)$/.exec(text) ?? [];
    return inPackages ?? text;
  };
  if (!isProgramAddress(evaluator)) {
    // A command has code beside that of the task.
    return evaluator.code ? { load: withNames(evaluator.options, named) } : {};
  }
  // The digests of a task file in another language say what it computes, wherever its interpreter is.
  if (evaluator.rows === 'index') return {};
  const { program, load = {} } = evaluator;
  const { code: _code, ...rest } = load;
  return { program: program.argv.map(named), load: withNames(rest, named) };
}

function withNames(value: unknown, named: (text: string) => string): unknown {
  if (typeof value === 'string') return named(value);
  if (Array.isArray(value)) return value.map((item) => withNames(item, named));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withNames(item, named)]);
  return Object.fromEntries(entries) as object;
}
