import { type Entry, isCurrent, isEntry, readmeOf, type Unlisted } from '../catalog/entry.ts';
import { readIndexJson } from '../catalog/index-file.ts';
import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import type { Taxonomy } from '../catalog/taxonomy.ts';
import type { Parser } from '../examiner/open-parser.ts';
import { isParsed, kindOf, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { domainOf, folderOf, patternFolderOf } from '../pattern/place.ts';
import { isReadable } from '../pattern/source-file.ts';
import { git, pathsIn } from './git.ts';
import { taxonomyIn } from './read-library.ts';
import { readBlobs, readTree, type TreeFile } from './read-tree.ts';
import { isRefusal, type Refusal } from './refusal.ts';

/** How the library stood before the change. */
export type Base = {
  /** For people: which commit, and why this one. */
  description: string;
  commit: string;
  /** What lies below `patterns/` there. */
  tree: TreeFile[];
  domains: Map<string, { library: Library; taxonomy: Taxonomy | null }>;
  /** Paths that differ between the base and the working directory, deleted and untracked ones included. */
  edited: string[];
};

/** Reads the library at a commit of the repository that holds `root`; only what its own index does not tell is parsed. */
export async function readBase(
  root: string,
  { commit, description }: Pick<Base, 'commit' | 'description'>,
  parser: Parser,
): Promise<Base | Refusal> {
  const [tree, edited] = await Promise.all([readTree(root, commit), editedSince(root, commit)]);
  if (isRefusal(tree)) return tree;
  if (isRefusal(edited)) return edited;
  const domains: Base['domains'] = new Map();
  for (const domain of new Set(tree.flatMap(({ path }) => domainOf(path) ?? []))) {
    const own = tree.filter(({ path }) => domainOf(path) === domain);
    const read = await readDomainAt(root, domain, own, parser);
    if (isRefusal(read)) return read;
    domains.set(domain, read);
  }
  return { description, commit, tree, domains, edited };
}

async function readDomainAt(
  root: string,
  domain: string,
  files: TreeFile[],
  parser: Parser,
): Promise<{ library: Library; taxonomy: Taxonomy | null } | Refusal> {
  const known = await indexedAt(
    root,
    files.filter(file => file.path === `patterns/${domain}/index.json`),
  );
  if (isRefusal(known)) return known;
  const oids = new Map(files.map(file => [file.path, file.oid]));
  const oidOf = (path: string): string | null => oids.get(path) ?? null;
  const reused = [...known].flatMap(([, item]) => (isCurrent(item, oidOf) ? [item] : []));
  const reusedFolders = new Set<string | null>(reused.map(folderOf));
  const isKnown = (file: TreeFile): boolean => reusedFolders.has(patternFolderOf(file.path));

  const toRead = files.filter(
    file => isParsed(file.path) && kindOf(file.path) !== 'handbook' && !isKnown(file),
  );
  const parsed: ParsedFile[] = [];
  for (let from = 0; from < toRead.length; from += 200) {
    const sources = await readBlobs(root, toRead.slice(from, from + 200));
    if (isRefusal(sources)) return sources;
    parsed.push(...(await parser.parse(sources)));
  }
  const others = files
    .filter(file => !isParsed(file.path) && kindOf(file.path) !== 'index' && !isKnown(file))
    .map((file): ParsedFile => parseFile({ path: file.path, unreadable: 'directory' }));
  const fresh = libraryOf([...parsed, ...others], oidOf);
  return {
    library: {
      ...fresh,
      entries: [...reused.filter(isEntry), ...fresh.entries],
      unlisted: [...reused.flatMap(item => (isEntry(item) ? [] : [item])), ...fresh.unlisted],
    },
    taxonomy: taxonomyIn(parsed, domain),
  };
}

/** What the base's own index says, by the path of the README; nothing when there is none that can be read. */
async function indexedAt(root: string, index: TreeFile[]): Promise<Map<string, Entry | Unlisted> | Refusal> {
  const sources = await readBlobs(root, index, 64 * 1024 * 1024);
  if (isRefusal(sources)) return sources;
  const [file] = sources;
  const library = file && isReadable(file) ? readIndexJson(file.text) : null;
  const items = [...(library?.entries ?? []), ...(library?.unlisted ?? [])];
  return new Map(items.map(item => [readmeOf(item), item]));
}

async function editedSince(root: string, commit: string): Promise<string[] | Refusal> {
  const difference = [
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=dirty',
  ];
  const [tracked, untracked] = await Promise.all([
    git(root, ['diff', ...difference, '--relative', '-z', commit, '--', 'patterns']),
    git(root, ['ls-files', '--others', '--exclude-standard', '-z', '--', 'patterns']),
  ]);
  for (const answer of [tracked, untracked])
    if ('failed' in answer)
      return { refusal: `Git cannot compare with ${commit.slice(0, 7)}: ${answer.failed}.` };
  const paths = [tracked, untracked].flatMap(answer => ('output' in answer ? pathsIn(answer.output) : []));
  return [...new Set(paths)].sort();
}
