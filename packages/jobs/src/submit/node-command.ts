import { fileURLToPath } from 'node:url';

/**
 * The command that runs a module with Node: the executable, its options, the file.
 *
 * A module of this repository's sources, recognised by its suffix, needs the loader for
 * TypeScript; an installed one is plain JavaScript.
 */
export function nodeCommand(node: string, module: string): string[] {
  const file = fileURLToPath(module);
  return file.endsWith('.ts')
    ? [node, '--conditions=@psyrun/source', '--import', import.meta.resolve('tsx'), file]
    : [node, file];
}
