import type { Range } from './position.ts';

/** `error` keeps a pull request from passing, `warning` does not, `info` is advice. */
export type Severity = 'error' | 'warning' | 'info';

/** What would satisfy a rule: this text instead of what stands in a range of the same file. */
export type Fix = { range: Range; text: string };

/** One finding, complete enough to be shown on any surface. */
export type Diagnostic = {
  ruleId: string;
  severity: Severity;
  message: string;
  /** From the root of the repository, with forward slashes. */
  path: string;
  range: Range;
  docsUrl: string;
  /** Only where nobody has to think: what is written instead follows from the rules and the library. */
  fix?: Fix;
};

/** Whether a fix takes nothing away. */
export function isInsertion({ range: { start, end } }: Fix): boolean {
  return start.line === end.line && start.column === end.column;
}
