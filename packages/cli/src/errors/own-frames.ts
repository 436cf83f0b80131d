import { fileURLToPath } from 'node:url';

/** The folder of psyrun's packages: `packages/` in a clone, `node_modules/@psyrun/` elsewhere. */
const PACKAGES = new URL('../../../', import.meta.url);
const FOLDERS = [PACKAGES.href, fileURLToPath(PACKAGES)];
/** If psyrun is one file, all its frames are of that file. */
const OWN = FOLDERS.flatMap((folder) => [
  folder,
  folder.replace(/\.mjs[\\/]packages[\\/]$/, '.mjs:'),
]);

/**
 * Returns the stack of an error that a task file threw while it was loaded, without the frames of the
 * loader, of psy and of psyrun's functions: an argument that one of them refuses is a mistake in the file.
 */
export function ownFrames(stack: string): string {
  const lines = stack.split('\n');
  const end = lines.findIndex((line) =>
    /^\s+at .*[\\/](?:module-loader|load-settings)\.[jt]s:/.test(line),
  );
  return lines
    .slice(0, end === -1 ? lines.length : end)
    .filter((line) => !/^\s+at /.test(line) || !isOfPsy(line))
    .join('\n');
}

/** True for a frame of Node, of the loader, or of a package of psyrun. */
function isOfPsy(frame: string): boolean {
  return (
    /[\\/]jiti[\\/]|\(?node:|[\\/]node_modules[\\/]@psyrun[\\/]/.test(frame) ||
    OWN.some((folder) => frame.includes(folder))
  );
}
