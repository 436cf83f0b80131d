/**
 * Task files: defineTask, configuration, loading, plugin discovery.
 *
 * @packageDocumentation
 */
