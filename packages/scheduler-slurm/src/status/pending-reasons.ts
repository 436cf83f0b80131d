/** Why a job is pending, and what a person can do about it. */
export interface PendingReason {
  /** True if the job never starts by itself. */
  readonly isHopeless: boolean;
  /** Advice for a person, as a sentence. */
  readonly advice?: string;
}

const ADMINISTRATORS = 'Ask the administrators of the cluster.';
const REQUEST_LESS = 'Request less in schedulerArgs, or use another qos or account.';
const ALLOWED = 'Set an account, qos and partition in schedulerArgs that you may use.';
const OWN_JOBS = 'It starts when other jobs under this limit have ended.';

/**
 * The reasons of Slurm for pending jobs (section "JOB REASON CODES" of the manual of `squeue`), the
 * more specific ones first. All other reasons, such as `Priority`, go away by themselves.
 *
 * A limit `PerJob` or `PerNode`, and a minimum, is about one job alone. A limit of a group, user or
 * account also counts other jobs, and those end.
 */
const REASONS: readonly (readonly [reason: RegExp, meaning: PendingReason])[] = [
  [
    /^launch failed requeued held|^JobHoldMaxRequeue/i,
    {
      isHopeless: true,
      advice: `Its node could not start it. ${ADMINISTRATORS} The request itself may be right.`,
    },
  ],
  [/^JobHeldUser/, { isHopeless: false, advice: 'Release it with scontrol release.' }],
  [/^JobHeldAdmin/, { isHopeless: false, advice: `It is held. ${ADMINISTRATORS}` }],
  [
    /^(job requeued in held state|JobHeld)/,
    { isHopeless: false, advice: `Release it with scontrol release, or ask the administrators.` },
  ],
  [
    /^(Assoc|QOS)Max.*Wall.*PerJob|^(Association|QOS)TimeLimit|^PartitionTimeLimit/,
    { isHopeless: true, advice: 'Set a shorter timelimit or another partition in schedulerArgs.' },
  ],
  [/^(Assoc|QOS)Max.*(PerJob|PerNode)(Limit)?$/, { isHopeless: true, advice: REQUEST_LESS }],
  [
    /^QOSMin/,
    { isHopeless: true, advice: 'Request more in schedulerArgs: the qos demands a minimum.' },
  ],
  [/^MaxMemPerLimit/, { isHopeless: true, advice: REQUEST_LESS }],
  [/^Partition(Config|NodeLimit|M(ax|in)Nodes)/, { isHopeless: true, advice: ALLOWED }],
  [
    /^BadConstraints/,
    { isHopeless: true, advice: 'Request in schedulerArgs what a node of the partition has.' },
  ],
  [
    /^(AccountNotAllowed|InvalidAccount|InvalidQOS|QOSNotAllowed)/,
    { isHopeless: true, advice: ALLOWED },
  ],
  [/^ReservationDeleted/, { isHopeless: true, advice: 'Remove reservation from schedulerArgs.' }],
  [
    /^(Assoc|QOS)Grp.*(Minutes|RunMinutes|Wall)(Limit)?$/,
    {
      isHopeless: false,
      advice: `The time of your account may be used up. ${ADMINISTRATORS}`,
    },
  ],
  [
    /^(Assoc|QOS)(Grp|Max|Job|Resource|Usage)|^Association|^Max.*Per(Account|User)/,
    { isHopeless: false, advice: OWN_JOBS },
  ],
  [
    /^(ReqNodeNotAvail|Nodes? required|NodeDown|PartitionDown|PartitionInactive|FrontEndDown)/i,
    {
      isHopeless: false,
      advice: 'No node can run it now; sinfo -R says why. Use other nodes, or wait.',
    },
  ],
];

const ORDINARY: PendingReason = { isHopeless: false };

/**
 * Returns the meaning of the reason for which a job is pending.
 *
 * @example
 * ```ts
 * pendingReason('QOSMaxCpuPerJobLimit').isHopeless; // => true
 * pendingReason('QOSMaxCpuPerUserLimit').isHopeless; // => false
 * ```
 */
export function pendingReason(reason: string): PendingReason {
  const words = reason.replaceAll('_', ' ');
  return REASONS.find(([known]) => known.test(words))?.[1] ?? ORDINARY;
}
