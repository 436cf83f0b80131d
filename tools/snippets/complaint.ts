/** Receives an error in a line of a file. Lines count from 1. */
export type Complaint = (file: string, line: number, error: unknown) => void;
