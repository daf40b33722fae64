import type { PatternFacts } from '../../catalog/pattern-facts.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import type { Diagnostic } from '../../pattern/diagnostic.ts';
import { folderOf } from '../../pattern/place.ts';

/** What an answer depends on besides the comment: the pull request's patterns as written, and what is found in them. */
export type AnswerContext = {
  patterns: readonly PatternFacts[];
  diagnostics: readonly Diagnostic[];
  /** Why nothing could be looked at; null where it could. */
  unchecked: string | null;
};

export function answerContextOf(inspections: readonly Inspection[], unchecked: string | null): AnswerContext {
  return {
    patterns: inspections.flatMap(({ changes }) => changes).flatMap(({ pattern }) => pattern ?? []),
    diagnostics: inspections.flatMap(({ report }) => report.diagnostics),
    unchecked,
  };
}

/** The patterns in whose folder a rule finds something. */
export function patternsWith(ruleId: string, { patterns, diagnostics }: AnswerContext): PatternFacts[] {
  const paths = diagnostics.filter(diagnostic => diagnostic.ruleId === ruleId).map(({ path }) => path);
  return patterns.filter(({ place }) => paths.some(path => path.startsWith(`${folderOf(place)}/`)));
}
