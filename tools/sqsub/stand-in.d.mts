/** Puts the stand-ins for sqsub, sqjobs and sqkill in front of PATH for the tests of a file. */
export declare function standInForSqsub(): void;
