import type { Pattern } from '../pattern/pattern.ts';
import type { Evidence } from './evidence.ts';
import { evidenceText } from './evidence-text.ts';
import { generatedPartOf } from './section.ts';

/** How far a pattern's figures can be relied on; computed from the tree, never declared. */
export type EvidenceLevel = 'described' | 'benchmarked' | 'reproduced';

/** Whether results are there, belong to this very script, and are what the Evidence section shows. */
export function isBenchmarked(pattern: Pattern, { script, results }: Evidence): boolean {
  if (script === null || !results?.results) return false;
  if (results.results.made_by.script_sha256 !== script.sha256) return false;
  return generatedPartOf(pattern)?.content === evidenceText(pattern, results.results);
}
