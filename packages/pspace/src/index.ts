/**
 * Parameter spaces: lazy, indexable, exact.
 *
 * @packageDocumentation
 */
