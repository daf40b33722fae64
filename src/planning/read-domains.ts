import { indexPathOf } from '../catalog/index-file.ts';
import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { type Indexed, type IndexJson, readIndexJson } from '../catalog/read-index.ts';
import { areReproductions } from '../catalog/reproductions.ts';
import { factsOnly } from '../inspection/examine.ts';
import { idsOf, type ListedFile, type Tree } from '../inspection/tree.ts';
import { isParsed, kindOf } from '../pattern/file-kind.ts';
import { domainOf, patternFolderOf } from '../pattern/place.ts';
import { isReadable } from '../pattern/source-file.ts';
import { currentItems, withItems, withoutFolders } from './current-items.ts';
import { type DomainPolicy, policyIn } from './domain-policy.ts';
import { type Examining, examineFiles } from './examine-files.ts';
import { leftShards, readIndexed } from './read-indexed.ts';

/** A domain as it stands in a tree. */
export type DomainAt = DomainPolicy & {
  /** All that lies below it. */
  listed: readonly ListedFile[];
  index: IndexJson;
  /** What of the index can be believed; nothing where it is not to be trusted. */
  indexed: Indexed;
  /** Shards of the index that the App has left where no pattern lies any more. */
  left: readonly string[];
  /** Whether reproductions.json is missing or has been read: what could not be read must not be written over. */
  canRecord: boolean;
  library: Library;
};

/** How domains are read. */
export type ReadingOptions = {
  /** Whether a folder with these files is a domain. Left out: it has a taxonomy. */
  isDomain?: (files: readonly ListedFile[]) => boolean;
  /** Whether what the tree's own index says is taken over where nothing has changed since. */
  trustIndex?: boolean;
  /** What is known of indexes already, and so need not be read of this one. */
  known?: Indexed;
};

/** Reads all domains of a tree: their policies, and what patterns there are. */
export async function readDomains(
  examining: Examining,
  tree: Tree,
  { isDomain = hasTaxonomy, trustIndex = true, known = new Map() }: ReadingOptions = {},
): Promise<DomainAt[]> {
  const listed = await tree.list(['patterns']);
  const byDomain = Map.groupBy(listed, ({ path }) => domainOf(path));
  const domains = [...byDomain].flatMap(([domain, own]) =>
    domain !== null && isDomain(own) ? [{ domain, own }] : [],
  );
  return Promise.all(
    domains.map(({ domain, own }) =>
      readDomain(examining, tree, { domain, listed: own }, trustIndex ? known : null),
    ),
  );
}

async function readDomain(
  examining: Examining,
  tree: Tree,
  { domain, listed }: Pick<DomainAt, 'domain' | 'listed'>,
  known: Indexed | null,
): Promise<DomainAt> {
  const folder = `patterns/${domain}`;
  const direct = listed.filter(({ path }) => isParsed(path) && path.split('/').length === 3);
  const [{ examinations }, texts] = await Promise.all([
    examineFiles(examining, tree, direct, factsOnly),
    tree.read([indexPathOf(domain)]),
  ]);
  const own = examinations.flatMap(({ files }) => files);
  const [indexFile] = texts.values();
  const index = readIndexJson(indexFile && isReadable(indexFile) ? indexFile.text : null);
  const records = own.find(({ path }) => path === `${folder}/reproductions.json`);
  const canRecord = !records || (records.kind === 'reproductions' && areReproductions(records.text));
  const indexed = known === null ? new Map() : await readIndexed(tree, index, listed, known);
  const current = currentItems([...indexed.values()].flat(), listed);
  const rest = withoutFolders(listed, current).filter(
    ({ path }) => patternFolderOf(path) !== null || kindOf(path) === 'module',
  );
  const { examinations: read, others } = await examineFiles(examining, tree, rest, factsOnly);
  const files = [...own, ...read.flatMap(examination => examination.files), ...others];
  const library = withItems(libraryOf(files, idsOf(listed)), current);
  const left = await leftShards(tree, library, listed);
  return { ...policyIn(domain, own), listed, index, indexed, left, canRecord, library };
}

function hasTaxonomy(files: readonly ListedFile[]): boolean {
  return files.some(({ path }) => kindOf(path) === 'taxonomy');
}
