import { join } from 'node:path';

const PATH = `${process.env.PATH}:/usr/sbin:/sbin`;

/** The environment in which the commands of a cluster find it. @param {string} dir */
export function environment(dir) {
  return { ...process.env, PATH, SLURM_CONF: join(dir, 'slurm.conf') };
}
