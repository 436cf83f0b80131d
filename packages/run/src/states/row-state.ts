/** State of a row that has not been evaluated. */
export const ROW_MISSING = 0;
/** State of a row that failed at its last attempt. */
export const ROW_FAILED = 1;
/** State of a row that has a result. */
export const ROW_DONE = 2;
