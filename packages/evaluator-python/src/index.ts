/**
 * Runs task files and functions in Python.
 *
 * @packageDocumentation
 */
