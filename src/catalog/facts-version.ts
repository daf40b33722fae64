/**
 * The version of what is known of a pattern once it has been examined: of `PatternFacts`, and so of the index's entries. Whoever
 * changes their form or meaning counts on; indexes and caches of another version are made again.
 */
export const factsVersion = 1;
