import { fileURLToPath } from 'node:url';

/**
 * Returns the command that runs a module with Node: the executable, its options and the file.
 *
 * A source module of this repository ends in `.ts` and needs the loader for TypeScript. An installed
 * module is JavaScript.
 */
export function nodeCommand(node: string, module: string): string[] {
  const file = fileURLToPath(module);
  return file.endsWith('.ts')
    ? [node, '--conditions=@psyrun/source', '--import', import.meta.resolve('tsx'), file]
    : [node, file];
}
