import type { Range } from './position.ts';

/** `error` keeps a pull request from passing, `warning` does not, `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** One finding, complete enough to be shown on any surface. */
export type Diagnostic = {
  ruleId: string;
  severity: Severity;
  message: string;
  /** From the root of the repository, with forward slashes. */
  path: string;
  range: Range;
  docsUrl: string;
};
