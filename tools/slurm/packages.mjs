/** The Debian packages of a cluster, each by a file that it contains. */
export const PACKAGES = {
  '/usr/sbin/slurmctld': 'slurmctld',
  '/usr/sbin/slurmd': 'slurmd',
  '/usr/bin/sbatch': 'slurm-client',
  '/usr/sbin/munged': 'munge',
};

/** The additional packages for accounting. */
export const ACCOUNTING_PACKAGES = {
  '/usr/sbin/slurmdbd': 'slurmdbd',
  '/usr/share/doc/slurm-wlm-mysql-plugin': 'slurm-wlm-mysql-plugin',
  '/usr/sbin/mariadbd': 'mariadb-server-core',
  '/usr/bin/mariadb': 'mariadb-client-core',
};
