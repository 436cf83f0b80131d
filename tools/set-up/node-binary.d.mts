/**
 * Returns the path of a Node of this version. Fetches it if it is not there yet; several processes may do
 * so at the same time.
 */
export declare function nodeBinary(version: string): string;
