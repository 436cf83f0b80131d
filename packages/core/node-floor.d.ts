/** The oldest Node that psyrun supports. */
export declare const OLDEST_NODE: string;

/** The `engines` of all packages of psyrun: the first versions of Node 20 lack what 18.17 has. */
export declare const SUPPORTED_NODES: string;

/**
 * Returns a sentence if this Node is too old for psyrun, else undefined.
 *
 * @param version The version of this Node: `process.versions.node`.
 * @param executable The path of this Node.
 */
export declare function whyTooOld(version: string, executable: string): string | undefined;
