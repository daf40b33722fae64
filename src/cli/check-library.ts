import { readmeOf } from '../catalog/entry.ts';
import type { FileFacts } from '../catalog/file-facts.ts';
import { emptyLibrary } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import type { Inspection } from '../inspection/inspect.ts';
import { isInTwin } from '../inspection/strays.ts';
import { idsOf, type ListedFile, type Tree } from '../inspection/tree.ts';
import { domainTwin, unknownDomain } from '../inspection/without-domain.ts';
import { kindOf } from '../pattern/file-kind.ts';
import { domainOf, folderOf, patternFolderOf } from '../pattern/place.ts';
import { currentItems, withItems, withoutFolders } from '../planning/current-items.ts';
import { readPolicy } from '../planning/domain-policy.ts';
import type { Examining } from '../planning/examine-files.ts';
import { inspectDomain } from '../planning/inspect-domain.ts';
import type { Base } from './read-base.ts';
import { isUnder, type Selected } from './select-paths.ts';

/** A domain as a check has found it. */
export type CheckedDomain = {
  domain: string;
  inspection: Inspection;
  /** Whether its taxonomy could be used. */
  hasTaxonomy: boolean;
  /** Whether there is a taxonomy file here, good or bad. */
  hasTaxonomyFile: boolean;
};

/** What a check looks at, and what it compares with. */
export type Check = {
  examining: Examining;
  tree: Tree;
  /** Folders below `patterns/` here. */
  domains: readonly string[];
  /** Folders beside `patterns` that are called like it but for upper and lower case. */
  twins: readonly string[];
  /** Null: there is nothing to compare with. */
  base: Base | null;
  selected: readonly Selected[];
  /** Whether what the base has already is told apart. */
  introduced: boolean;
};

/** A library as a check has found it, and what lies directly in `patterns/` or in a twin of it and so belongs to no domain. */
export type CheckedLibrary = { domains: CheckedDomain[]; loose: ListedFile[] };

/** Checks every domain in which something is selected, as a whole: so that what must be unique is. */
export async function checkLibrary(check: Check): Promise<CheckedLibrary> {
  const removed = check.base?.domains.flatMap(({ domain, taxonomy }) =>
    taxonomy && !check.domains.includes(domain) && isChanged(check.base, domain) ? domain : [],
  );
  const wanted = [...check.domains, ...(removed ?? [])].filter(domain => isTouched(check, domain));
  const folders = wanted.map(domain => `patterns/${domain}`);
  const isInDomains = check.selected.every(one => folders.some(folder => isIn(folder, one.path)));
  // Once: to list is to look at every file.
  const listed = await check.tree.list(isInDomains ? folders : ['patterns', ...check.twins]);
  const checked: CheckedDomain[] = [];
  const brings = listed.flatMap(({ path }) => (kindOf(path) === 'taxonomy' ? (domainOf(path) ?? []) : []));
  const unasked = check.domains.filter(domain => !wanted.includes(domain));
  for (const domain of wanted) {
    const files = listed.filter(({ path }) => isIn(`patterns/${domain}`, path));
    const known = check.base?.domains.map(one => one.domain) ?? [];
    const twin = domainTwin(domain, known, [...brings, ...unasked]);
    const found = checkNoDomain(check, domain, files, twin) ?? (await checkDomain(check, domain, files));
    if (found !== null) checked.push(found);
  }
  const loose = listed.filter(({ path }) => path.split('/').length === 2 || isInTwin(path));
  return { domains: checked, loose };
}

function isChanged(base: Base | null, domain: string): boolean {
  return base?.changed.some(path => domainOf(path) === domain) ?? false;
}

function isTouched({ selected }: Check, domain: string): boolean {
  const folder = `patterns/${domain}`;
  return selected.some(one => isUnder(one, folder) || isIn(folder, one.path));
}

function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/**
 * Tells of a folder that is no domain, because it is called like another or has no taxonomy. Null: it is one; so is any folder with a
 * pattern where there is nothing to compare with, for there its taxonomy may just be missing.
 */
function checkNoDomain(
  { base, selected, introduced }: Check,
  domain: string,
  files: readonly ListedFile[],
  twin: string | undefined,
): CheckedDomain | null {
  const hasTaxonomyFile = files.some(({ path }) => kindOf(path) === 'taxonomy');
  const isDomain = base === null || hasTaxonomyFile || base.domains.some(one => one.domain === domain);
  if (twin === undefined && isDomain) return null;
  const there = files.map(({ path }) => path).filter(path => selected.some(one => isUnder(one, path)));
  const edited = base?.changed.filter(path => there.includes(path)) ?? there;
  const present = edited.length > 0 ? edited : there;
  if (present.length === 0 || (twin === undefined && present.every(path => patternFolderOf(path) === null)))
    return null;
  const found = unknownDomain({ domain, edited, present, folders: [] }, twin);
  const { diagnostics } = found.report;
  const inspection =
    introduced && edited.length === 0
      ? { ...found, report: { ...found.report, diagnostics: [] }, preexisting: diagnostics }
      : found;
  // Nothing of a taxonomy is missing where there should be none.
  return { domain, inspection, hasTaxonomy: true, hasTaxonomyFile };
}

/**
 * Applies every rule to a domain as it will be judged: by the base's taxonomy where there is one, for a change does not choose the
 * rules that it is judged by. A new domain, and one whose taxonomy is broken there, brings its own. Null: it is none.
 */
async function checkDomain(
  check: Check,
  domain: string,
  files: readonly ListedFile[],
): Promise<CheckedDomain | null> {
  const { examining, tree, base, selected } = check;
  const isDomain = files.some(({ path }) => kindOf(path) === 'taxonomy' || kindOf(path) === 'pattern');
  const before = base?.domains.find(one => one.domain === domain) ?? null;
  if (!isDomain && !before) return null;
  const own = await readPolicy(
    examining,
    tree,
    domain,
    files.filter(({ path }) => path.split('/').length === 3),
  );
  const taxonomy = before?.taxonomy ?? own.taxonomy;
  const edited = base?.changed.filter(path => domainOf(path) === domain) ?? null;
  const there = new Set(files.map(({ path }) => path));
  const isJudged = (path: string): boolean => selected.some(one => isUnder(one, path));
  // Of patterns that nobody asks about, the base knows what it needs to know as long as they are the same.
  const { entries = [], unlisted = [] } = before?.library ?? {};
  const touched = new Set(edited?.map(patternFolderOf));
  const known = currentItems([...entries, ...unlisted], files).filter(
    item => !isJudged(readmeOf(item)) && !touched.has(folderOf(item)),
  );
  const inspection = await inspectDomain(examining, {
    scope: {
      domain,
      edited,
      present: edited?.filter(path => there.has(path)) ?? [],
      folders: foldersIn(files),
    },
    changed: base?.changed ?? [],
    policy: { taxonomy, qualityTable: own.qualityTable, library: before?.library ?? emptyLibrary },
    after: { tree, files: withoutFolders(files, known), others: [], isJudged },
    before:
      check.introduced && base
        ? { tree: base.tree, files: withoutFolders(before?.listed ?? [], known), others: [] }
        : null,
    libraryAfter: seen => withItems(libraryOf(seen.filter(isInGit), idsOf(files)), known),
    pullRequestContext: {},
  });
  const hasTaxonomyFile = there.has(`patterns/${domain}/taxonomy.yaml`);
  return { domain, inspection, hasTaxonomy: taxonomy !== null, hasTaxonomyFile };
}

function foldersIn(files: readonly ListedFile[]): string[] {
  return [...new Set(files.flatMap(({ path }) => patternFolderOf(path) ?? []))].sort();
}

/** Git knows no folders: a folder called README.md is a README that is missing. */
function isInGit(file: FileFacts): boolean {
  return file.kind !== 'unreadable' || file.reason !== 'directory';
}
