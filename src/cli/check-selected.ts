import { hidingFindings, isInTwin, mayHide, strayFindings } from '../inspection/strays.ts';
import type { ListedFile } from '../inspection/tree.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { isParsed, kindOf } from '../pattern/file-kind.ts';
import { normalised } from '../pattern/parsed-file.ts';
import { isReadable } from '../pattern/source-file.ts';
import { allRules } from '../rules/all-rules.ts';
import { rulesWithoutTaxonomy } from '../rules/without-taxonomy.ts';
import { type Check, type CheckedDomain, checkLibrary } from './check-library.ts';
import type { Base } from './read-base.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, type Selected } from './select-paths.ts';

/** What a check has found under the selected paths, for every format. */
export type Checked = {
  /** With `preexisting`, only those that the change brings. */
  diagnostics: Diagnostic[];
  /** Those that were there before the change; null when nobody asked to tell them apart. */
  preexisting: Diagnostic[] | null;
  patterns: number;
  /** Rules that need what is not known here. */
  notChecked: string[];
  /** What was compared with, or why there is nothing to compare with. */
  base: { description: string } | Refusal;
  /** Why something was not checked. */
  gaps: string[];
  /** The texts in which something was found, by path, as positions count them. */
  texts: ReadonlyMap<string, string>;
};

/** Checks a library and tells what lies under the selected paths. */
export async function checkSelected(check: Check, base: Checked['base']): Promise<Checked> {
  const { selected, tree } = check;
  const { domains, loose: strays } = await checkLibrary(check);
  const isSelected = (path: string): boolean => selected.some(selection => isUnder(selection, path));
  const broken = new Set(
    domains.flatMap(({ domain, hasTaxonomy }) => (hasTaxonomy ? [] : `patterns/${domain}/taxonomy.yaml`)),
  );
  // Whoever asks about all of `patterns` is told of what is called like it.
  const isWhole = selected.some(({ path }) => path === '' || path === 'patterns');
  const isTold = ({ path }: Diagnostic): boolean =>
    isSelected(path) || broken.has(path) || (isWhole && isInTwin(path));
  const loose = looseFindings(check, strays);
  const diagnostics = [
    ...domains.flatMap(({ inspection }) => inspection.report.diagnostics),
    ...loose.introduced,
  ].filter(isTold);
  const preexisting = [
    ...domains.flatMap(({ inspection }) => inspection.preexisting),
    ...loose.preexisting,
  ].filter(isTold);
  const files = domains
    .flatMap(({ inspection }) => inspection.files.map(({ path }) => path))
    .filter(isSelected);
  const found = [...diagnostics, ...preexisting];
  const silent = selected.filter(selection => selection.isThere && !isAnswer(selection, files, found));
  const read = await tree.read([...new Set(found.map(({ path }) => path))]);
  return {
    diagnostics,
    preexisting: check.introduced ? preexisting : null,
    patterns: files.filter(path => kindOf(path) === 'pattern').length,
    notChecked: [...new Set(domains.flatMap(({ inspection }) => inspection.report.notChecked))],
    base,
    gaps: [
      ...domains.flatMap(gapsIn),
      ...silent.map(({ typed }) => `No pattern found under ${typed}: nothing was checked there.`),
    ],
    texts: new Map(
      [...read].flatMap(([path, file]) => (isReadable(file) ? [[path, normalised(file.text)]] : [])),
    ),
  };
}

/** What is told of what belongs to no domain. */
function looseFindings({ base, introduced }: Check, files: readonly ListedFile[]) {
  const isNew = ({ path }: ListedFile): boolean =>
    !introduced || base === null || base.changed.includes(path);
  return {
    introduced: looseFindingsIn(files.filter(isNew)),
    preexisting: looseFindingsIn(files.filter(file => !isNew(file))),
  };
}

function looseFindingsIn(files: readonly ListedFile[]): Diagnostic[] {
  return [
    ...strayFindings(files.map(({ path }) => path).sort()),
    ...hidingFindings(files.filter(({ path }) => mayHide(path))),
  ];
}

/** Whether anything was looked at under a selected path. */
function isAnswer(selection: Selected, files: readonly string[], found: readonly Diagnostic[]): boolean {
  return (
    files.some(
      path =>
        isUnder(selection, path) &&
        (kindOf(path) === 'pattern' || (isParsed(path) && path === selection.path)),
    ) || found.some(({ path, severity }) => isUnder(selection, path) && severity === 'error')
  );
}

/** Why some of a domain was not checked: then nobody may take it for passed. */
function gapsIn({ domain, inspection, hasTaxonomy, hasTaxonomyFile }: CheckedDomain): string[] {
  const faults = inspection.report.faults.map(
    ({ ruleId, path, error }) =>
      `The rule ${ruleId} broke on ${path} (${error}). That is a fault of Pattern Librarian, not yours; please report it.`,
  );
  if (hasTaxonomy) return faults;
  const state = hasTaxonomyFile ? 'cannot be used as it is' : 'is missing';
  const skipped = allRules.filter(rule => !rulesWithoutTaxonomy.includes(rule)).map(({ id }) => id);
  return [
    ...faults,
    `patterns/${domain}/taxonomy.yaml ${state}, so these rules could not be applied: ${skipped.join(', ')}.`,
  ];
}

/** Whether there is something to compare with. */
export function baseOrNull(base: Base | Refusal): Base | null {
  return isRefusal(base) ? null : base;
}
