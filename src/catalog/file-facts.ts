import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import { domainOf } from '../pattern/place.ts';
import { type PatternFacts, patternFactsOf } from './pattern-facts.ts';
import { type QualityTable, readQualityTable } from './quality-table.ts';
import { type TaxonomyFacts, taxonomyFactsOf } from './taxonomy-facts.ts';

/** A file below `patterns/` once it has been examined: what the library needs of it, without its syntax tree. */
export type FileFacts =
  | { kind: 'pattern'; path: string; pattern: PatternFacts }
  | { kind: 'handbook'; path: string; table: QualityTable }
  | { kind: 'taxonomy'; path: string; taxonomy: TaxonomyFacts }
  | { kind: 'script' | 'results' | 'chart' | 'module' | 'other'; path: string }
  | Extract<ParsedFile, { kind: 'reproductions' | 'index' | 'unreadable' }>;

/** What others need of a file. `evidence` is what lies beside a pattern, `ruleIds` what a quality table may name. */
export function fileFactsOf(
  file: ParsedFile,
  evidence: () => Evidence,
  ruleIds: readonly string[],
): FileFacts {
  const { path } = file;
  switch (file.kind) {
    case 'pattern':
      return { kind: file.kind, path, pattern: patternFactsOf(file.pattern, evidence()) };
    case 'handbook':
      return { kind: file.kind, path, table: readQualityTable(file.markdown.body, ruleIds) };
    case 'taxonomy':
      return { kind: file.kind, path, taxonomy: taxonomyFactsOf(file.yaml, domainOf(path) ?? '') };
    case 'reproductions':
    case 'index':
    case 'unreadable':
      return file;
    default:
      return { kind: file.kind, path };
  }
}
