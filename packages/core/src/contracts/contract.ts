/**
 * Version of the contracts of this package: store, scheduler, backend, evaluator.
 *
 * A plug-in declares the version that it was written for as `psyrun.contract` in its
 * package.json; a plug-in of another version is refused.
 */
export const CONTRACT_VERSION = 1;
