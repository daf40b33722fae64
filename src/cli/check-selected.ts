import type { Diagnostic } from '../pattern/diagnostic.ts';
import { isParsed, kindOf } from '../pattern/parsed-file.ts';
import { introducedBy } from '../rules/introduced.ts';
import { strayFindings } from '../rules/strays.ts';
import type { Before } from './check-before.ts';
import { checkDomain } from './check-domain.ts';
import type { Base } from './read-base.ts';
import type { DomainOnDisk } from './read-library.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { isUnder, type Selected } from './select-paths.ts';

/** What a check has found under the selected paths, for every format. */
export type Checked = {
  /** With `present`, only those that the change brings. */
  diagnostics: Diagnostic[];
  /** Those that were there before the change; null when nobody asked to tell them apart. */
  present: Diagnostic[] | null;
  patterns: number;
  /** Rules that need what is not known here. */
  notChecked: string[];
  /** What was compared with, or why there is nothing to compare with. */
  base: { description: string } | Refusal;
  /** Why something was not checked. */
  gaps: string[];
  texts: ReadonlyMap<string, string>;
};

/**
 * Whole domains are checked, so that what must be unique is; what lies under the selected paths is told. `loose` are the
 * files that lie in no domain.
 */
export function checkSelected(
  root: string,
  domains: readonly DomainOnDisk[],
  base: Base | Refusal,
  selected: readonly Selected[],
  loose: readonly string[],
  before: ReadonlyMap<string, Before> | null = null,
): Checked {
  const isSelected = (path: string): boolean => selected.some(selection => isUnder(selection, path));
  const touched = domains.filter(({ domain }) =>
    selected.some(
      selection =>
        isUnder(selection, `patterns/${domain}`) || selection.path.startsWith(`patterns/${domain}/`),
    ),
  );
  const parts = touched.map(domain => checkDomain(root, domain, isRefusal(base) ? null : base));
  const broken = new Set(
    touched
      .filter(({ taxonomy }) => taxonomy === null)
      .map(({ domain }) => `patterns/${domain}/taxonomy.yaml`),
  );
  const isTold = ({ path }: Diagnostic): boolean => isSelected(path) || broken.has(path);
  const strays = strayFindings(loose);
  const found = [...parts.flatMap(part => part.diagnostics), ...strays].filter(isTold);
  const edited = isRefusal(base) ? [] : base.edited;
  const wereThere = before && [
    ...touched.flatMap(({ domain }, index) => {
      const { diagnostics = [], moved } = before.get(domain) ?? {};
      return introducedBy(parts[index]?.diagnostics ?? [], diagnostics, moved).present;
    }),
    ...strays.filter(({ path }) => !edited.includes(path)),
  ];
  const known = new Set(wereThere);
  const diagnostics = found.filter(item => !known.has(item));
  const files = touched.flatMap(domain => domain.files.map(file => file.path)).filter(isSelected);
  const isAnswer = (selection: Selected): boolean =>
    files.some(
      path =>
        isUnder(selection, path) &&
        (kindOf(path) === 'pattern' || (isParsed(path) && path === selection.path)),
    ) || found.some(({ path, severity }) => isUnder(selection, path) && severity === 'error');
  const silent = selected.filter(selection => selection.isThere && !isAnswer(selection));
  return {
    diagnostics,
    present: wereThere && found.filter(item => known.has(item)),
    patterns: files.filter(path => kindOf(path) === 'pattern').length,
    notChecked: [...new Set(parts.flatMap(part => part.notChecked))],
    base,
    gaps: [
      ...parts.flatMap(part => part.gaps),
      ...silent.map(({ typed }) => `No pattern found under ${typed}: nothing was checked there.`),
    ],
    texts: new Map(touched.flatMap(({ texts }) => [...texts])),
  };
}
