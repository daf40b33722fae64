/**
 * Changes that change nothing that anybody could see, by the line that is changed and what takes the place of a part of it.
 * Each was read; `because` says why no test can notice it.
 */
export type Equivalent = { file: string; line: string; change: string; because: string };

export const equivalents: readonly Equivalent[] = [];
