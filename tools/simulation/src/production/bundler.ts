import { createRequire } from 'node:module';

/** The part of the bundler of the TypeScript loader that is used. */
interface Bundler {
  build(options: object): Promise<{ readonly outputFiles: readonly { readonly text: string }[] }>;
}

/** Returns the bundler of the TypeScript loader. */
export function bundler(): Bundler {
  return createRequire(import.meta.resolve('tsx'))('esbuild') as Bundler;
}
