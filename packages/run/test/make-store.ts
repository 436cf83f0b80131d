import { PickleStore } from '@psyrun/store-pickle';

/** The function at the store's address in a job file. */
export async function makeStore(): Promise<PickleStore> {
  return new PickleStore();
}
