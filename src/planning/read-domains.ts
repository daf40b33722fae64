import type { Entry, Unlisted } from '../catalog/entry.ts';
import { readIndexJson } from '../catalog/index-file.ts';
import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { factsOnly } from '../inspection/examine.ts';
import { idsOf, type ListedFile, type Tree } from '../inspection/tree.ts';
import { kindOf } from '../pattern/file-kind.ts';
import { domainOf, patternFolderOf } from '../pattern/place.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
import { currentItems, withItems, withoutFolders } from './current-items.ts';
import { type DomainPolicy, policyIn } from './domain-policy.ts';
import { type Examining, examineFiles } from './examine-files.ts';

/** A domain as it stands in a tree. */
export type DomainAt = DomainPolicy & {
  /** All that lies below it. */
  listed: readonly ListedFile[];
  /** The texts of the generated index, by path. */
  index: ReadonlyMap<string, string>;
  library: Library;
};

/** How domains are read. */
export type ReadingOptions = {
  /** Whether a folder with these files is a domain. Left out: it has a taxonomy. */
  isDomain?: (files: readonly ListedFile[]) => boolean;
  /** Whether what the tree's own index says is taken over where nothing has changed since. */
  trustIndex?: boolean;
};

/** Reads all domains of a tree: their policies, and what patterns there are. */
export async function readDomains(
  examining: Examining,
  tree: Tree,
  { isDomain = hasTaxonomy, trustIndex = true }: ReadingOptions = {},
): Promise<DomainAt[]> {
  const listed = await tree.list(['patterns']);
  const byDomain = Map.groupBy(listed, ({ path }) => domainOf(path));
  const domains = [...byDomain].flatMap(([domain, own]) =>
    domain !== null && isDomain(own) ? [{ domain, own }] : [],
  );
  return Promise.all(domains.map(({ domain, own }) => readDomain(examining, tree, domain, own, trustIndex)));
}

async function readDomain(
  examining: Examining,
  tree: Tree,
  domain: string,
  listed: readonly ListedFile[],
  trustIndex: boolean,
): Promise<DomainAt> {
  const folder = `patterns/${domain}`;
  const direct = listed.filter(({ path }) => patternFolderOf(path) === null && path.split('/').length === 3);
  const [{ examinations }, texts] = await Promise.all([
    examineFiles(examining, tree, direct, factsOnly),
    tree.read(direct.flatMap(({ path }) => (kindOf(path) === 'index' ? path : []))),
  ]);
  const own = examinations.flatMap(({ files }) => files);
  const index = new Map([...texts].flatMap(([path, file]) => (isReadable(file) ? [[path, file.text]] : [])));
  const known = trustIndex ? indexedItems(texts.get(`${folder}/index.json`)) : [];
  const current = currentItems(known, listed);
  const rest = withoutFolders(listed, current).filter(
    ({ path }) => patternFolderOf(path) !== null || kindOf(path) === 'module',
  );
  const { examinations: read, others } = await examineFiles(examining, tree, rest, factsOnly);
  const files = [...own, ...read.flatMap(examination => examination.files), ...others];
  const library = withItems(libraryOf(files, idsOf(listed)), current);
  return { ...policyIn(domain, own), listed, index, library };
}

function hasTaxonomy(files: readonly ListedFile[]): boolean {
  return files.some(({ path }) => kindOf(path) === 'taxonomy');
}

/** What an index tells that this release wrote. */
function indexedItems(file: SourceFile | undefined): (Entry | Unlisted)[] {
  const index = file && isReadable(file) ? readIndexJson(file.text) : null;
  return index === null ? [] : [...index.entries, ...index.unlisted];
}
