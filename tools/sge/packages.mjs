/** The Debian packages of a Grid Engine, each by a file that it contains. */
export const PACKAGES = {
  // The mailer that needs least: Grid Engine depends on one, and psyrun sends no mail.
  '/usr/sbin/nullmailer-send': 'nullmailer',
  '/usr/lib/gridengine/sge_qmaster': 'gridengine-master',
  '/usr/lib/gridengine/sge_execd': 'gridengine-exec',
  '/usr/bin/qsub': 'gridengine-client',
};
