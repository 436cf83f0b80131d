/** Takes what was found wrong with a line of a file; lines count from 1. */
export type Complaint = (file: string, line: number, error: unknown) => void;
