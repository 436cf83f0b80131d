/**
 * @typedef {object} Shape
 * @property {string} dir Absolute path of the cluster's folder.
 * @property {string} host Short host name.
 * @property {string} address Address that the host name stands for.
 * @property {string} user Name of the user that runs the daemons.
 * @property {number} port First of the ports: the controller's; each node has one of the next.
 * @property {number} nodes Number of nodes.
 * @property {Record<string, string>} set Keys of slurm.conf that replace those below.
 */

/** CPUs and MB of memory that a node declares, independent of the machine. */
const NODE_SIZE = 'CPUs=2 RealMemory=4000';

/**
 * Returns the content of slurm.conf. Other settings have Slurm's defaults.
 *
 * @param {Shape} shape
 */
export function slurmConf(shape) {
  const { set, nodes, host, address, port } = shape;
  const keys = Object.entries({ ...settings(shape), ...set });
  const nodeLines = Array.from(
    { length: nodes },
    (_, i) =>
      `NodeName=n${i + 1} NodeHostname=${host} NodeAddr=${address} Port=${port + 1 + i} ${NODE_SIZE} State=UNKNOWN`,
  );
  return [
    ...keys.map(([key, value]) => `${key}=${value}`),
    ...nodeLines,
    'PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
    'PartitionName=short Nodes=ALL MaxTime=10 DefaultTime=1 State=UP',
    // If preemption is set, jobs of this partition displace those of the others.
    'PartitionName=urgent Nodes=ALL PriorityTier=2 State=UP',
    '',
  ].join('\n');
}

/** @param {Shape} shape */
function settings({ dir, host, address, user, port }) {
  return {
    ClusterName: 'psyrun',
    SlurmctldHost: `${host}(${address})`,
    SlurmctldPort: port,
    // Listen on the address of the host name, not on every interface.
    CommunicationParameters: 'NoInAddrAny,NoCtldInAddrAny',
    SlurmUser: user,
    SlurmdUser: user,
    AuthType: 'auth/munge',
    // A requeued job is held until its credential has expired: 10 s instead of 120.
    AuthInfo: `socket=${dir}/run/munge.sock,cred_expire=10`,
    SlurmctldPidFile: `${dir}/run/slurmctld.conf.pid`,
    SlurmdPidFile: `${dir}/run/slurmd.%n.conf.pid`,
    StateSaveLocation: `${dir}/state`,
    SlurmdSpoolDir: `${dir}/spool/%n`,
    MailProg: '/bin/true',
    MpiDefault: 'none',
    SwitchType: 'switch/none',
    ProctrackType: 'proctrack/linuxproc',
    TaskPlugin: 'task/none',
    SlurmdParameters: 'config_overrides',
    ReturnToService: 2,
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_CPU_Memory',
    DefMemPerCPU: 100,
    // Schedule at once. The empty epilog makes the controller notice the end of a job immediately,
    // not at the next second.
    SchedulerParameters:
      'batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1,default_queue_depth=10000',
    Epilog: '/bin/true',
    EpilogMsgTime: 0,
    CompleteWait: 0,
    KillWait: 1,
    SlurmdTimeout: 5,
    MinJobAge: 3600,
    MaxJobCount: 20000,
    AccountingStorageType: 'accounting_storage/none',
  };
}
