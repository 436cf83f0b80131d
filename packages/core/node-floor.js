/** The oldest Node that psyrun supports. */
export const OLDEST_NODE = '18.17.1';

/** The `engines` of all packages of psyrun: the first versions of Node 20 lack what 18.17 has. */
export const SUPPORTED_NODES = '^' + OLDEST_NODE + ' || >=20.3.0';

/**
 * Returns a sentence if this Node is too old for psyrun, else undefined.
 *
 * Entries call it before they import anything else, so that a Node that cannot read the other files can
 * still say so: this file is written for Node 12.
 */
export function whyTooOld(version, executable) {
  const [major, minor, patch] = version.split('.').map((number) => parseInt(number, 10));
  const isLate18 = major === 18 && (minor > 17 || (minor === 17 && patch >= 1));
  if (isLate18 || (major === 20 && minor >= 3) || major > 20) return undefined;
  return `psyrun needs Node 18.17.1, or 20.3 or newer; this is Node ${version} (${executable}).`;
}
