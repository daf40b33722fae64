import type { FileFacts } from '../../src/catalog/file-facts.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import type { Taxonomy } from '../../src/catalog/taxonomy.ts';
import { type Examination, examineParsed, isFolderRule } from '../../src/inspection/examine.ts';
import { type InspectionContext, type Report, reportOn } from '../../src/inspection/report.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import type { Example, Rule } from '../../src/rules/rule.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';

export type Files = Record<string, string>;

const blob = '0'.repeat(40);

/** Files of one domain, all examined together. */
export function examined(files: Files, taxonomy: Taxonomy, rules: readonly Rule[] = allRules): Examination {
  const parsed = Object.entries(files).map(([path, text]) => parseFile({ path, text }));
  return examineParsed('patterns/ml', parsed, { domain: 'ml', taxonomy }, rules.filter(isFolderRule));
}

/** What the library knows of these files. */
export const facts = (files: Files): FileFacts[] => examined(files, taxonomyFrom(exampleTaxonomy), []).files;

/** Judges these files in the library that they make. */
export function reportOf(
  files: Files,
  edited: readonly string[] | null,
  given: Omit<InspectionContext, 'library'>,
  rules: readonly Rule[] = allRules,
): Report {
  const examination = examined(files, given.taxonomy, rules);
  const library = libraryOf(examination.files, () => blob);
  return reportOn(
    { domain: 'ml', examinations: [examination], others: [], edited },
    { ...given, library },
    rules,
  );
}

/** Checks a library given as texts by path, as the App and the command line do it. */
export function checkFiles(
  { files, base, claims }: Example,
  taxonomyText = exampleTaxonomy,
  pullRequest?: number,
): Report {
  const paths = Object.keys(files);
  const edited =
    base && [...new Set([...paths, ...Object.keys(base)])].filter(path => files[path] !== base[path]);
  return reportOf(files, edited ?? null, {
    taxonomy: taxonomyFrom(taxonomyText),
    base: base ? libraryOf(facts(base), () => blob) : null,
    claims: claims ?? null,
    ...(pullRequest !== undefined && { pullRequest }),
    exists: path => paths.some(file => file === path || file.startsWith(`${path}/`)),
  });
}
