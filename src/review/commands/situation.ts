import type { Diagnostic } from '../../pattern/diagnostic.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { folderOf } from '../../pattern/place.ts';
import type { Inspection } from '../inspect.ts';
import { patternChanges } from '../pattern-change.ts';

/** What an answer depends on besides the comment: the pull request's patterns as written, and what is found in them. */
export type Situation = {
  patterns: readonly Pattern[];
  diagnostics: readonly Diagnostic[];
  /** Why nothing could be looked at; null where it could. */
  unchecked: string | null;
};

export function situationOf(inspections: readonly Inspection[], unchecked: string | null): Situation {
  return {
    patterns: inspections.flatMap(patternChanges).flatMap(({ pattern }) => pattern ?? []),
    diagnostics: inspections.flatMap(({ report }) => report.diagnostics),
    unchecked,
  };
}

/** The patterns in whose folder a rule finds something. */
export function patternsWith(ruleId: string, { patterns, diagnostics }: Situation): Pattern[] {
  const paths = diagnostics.filter(diagnostic => diagnostic.ruleId === ruleId).map(({ path }) => path);
  return patterns.filter(({ place }) => paths.some(path => path.startsWith(`${folderOf(place)}/`)));
}
