import { PickleStore } from '@psyrun/store-pickle';

/** What a job file's address of a store leads to. */
export async function makeStore(): Promise<PickleStore> {
  return new PickleStore();
}
