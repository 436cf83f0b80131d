/**
 * Returns the stack of an error that a task file threw while it was loaded, without the frames of the
 * loader and of psy.
 */
export function ownFrames(stack: string): string {
  const lines = stack.split('\n');
  const end = lines.findIndex((line) =>
    /^\s+at .*[\\/](?:module-loader|load-settings)\.[jt]s:/.test(line),
  );
  return lines
    .slice(0, end === -1 ? lines.length : end)
    .filter((line) => !/^\s+at .*(?:[\\/]jiti[\\/]|\(?node:)/.test(line))
    .join('\n');
}
