import { type Entry, isCurrent, isEntry, readmeOf, type Unlisted } from '../catalog/entry.ts';
import { readIndexJson } from '../catalog/index-file.ts';
import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { factsOnly } from '../inspection/examine.ts';
import { idsOf, type ListedFile, type Tree } from '../inspection/tree.ts';
import { kindOf } from '../pattern/parsed-file.ts';
import { domainOf, folderOf, patternFolderOf } from '../pattern/place.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
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
  const reused = trustIndex ? currentItems(texts.get(`${folder}/index.json`), listed) : [];
  const folders = new Set<string | null>(reused.map(folderOf));
  const rest = listed.filter(({ path }) => {
    const at = patternFolderOf(path);
    return at === null ? kindOf(path) === 'module' : !folders.has(at);
  });
  const { examinations: read, others } = await examineFiles(examining, tree, rest, factsOnly);
  const files = [...own, ...read.flatMap(examination => examination.files), ...others];
  const fresh = libraryOf(files, idsOf(listed));
  const library = {
    ...fresh,
    entries: [...reused.filter(isEntry), ...fresh.entries],
    unlisted: [...reused.filter((item): item is Unlisted => !isEntry(item)), ...fresh.unlisted],
  };
  return { ...policyIn(domain, own), listed, index, library };
}

function hasTaxonomy(files: readonly ListedFile[]): boolean {
  return files.some(({ path }) => kindOf(path) === 'taxonomy');
}

/** What the tree's own index tells, as far as this release wrote it and nothing has changed since. */
function currentItems(file: SourceFile | undefined, listed: readonly ListedFile[]): (Entry | Unlisted)[] {
  const index = file && isReadable(file) ? readIndexJson(file.text) : null;
  if (index === null) return [];
  const idOf = idsOf(listed);
  // Of an entry that is there twice, neither can be believed.
  const items = [...index.entries, ...index.unlisted];
  const counted = Map.groupBy(items, readmeOf);
  return items.filter(item => counted.get(readmeOf(item))?.length === 1 && isCurrent(item, idOf));
}
