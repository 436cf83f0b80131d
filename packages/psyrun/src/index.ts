/**
 * The usual psyrun: the psy command, the API and the usual plug-ins.
 *
 * @packageDocumentation
 */
export { autodetectStore } from './autodetect-store.ts';
export * from '@psyrun/columns';
export { isPsyrunError, PsyrunError, rowId, type Row, type Table, type Value } from '@psyrun/core';
export * from '@psyrun/mapper';
export * from '@psyrun/pspace';
export { DistributeBackend } from '@psyrun/backend-distribute';
export { LoadBalancingBackend } from '@psyrun/backend-loadbalancing';
export { ImmediateRun } from '@psyrun/scheduler-immediate';
export { Slurm } from '@psyrun/scheduler-slurm';
export { Sqsub } from '@psyrun/scheduler-sqsub';
export { H5Store } from '@psyrun/store-h5';
export { NpzStore } from '@psyrun/store-npz';
export { PickleStore } from '@psyrun/store-pickle';
export { defineTask, type TaskSettings } from '@psyrun/task';
