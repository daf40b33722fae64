import type { FileFacts } from '../catalog/file-facts.ts';
import type { Examiner } from '../examiner/open-examiner.ts';
import { type Examination, type Folder, type FolderPolicy, factsOnly } from '../inspection/examine.ts';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { isParsed, kindOf } from '../pattern/file-kind.ts';
import { parseFile } from '../pattern/parsed-file.ts';
import { parentOf } from '../pattern/place.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import type { ExaminationCache } from './examination-cache.ts';

/** Files as they were examined, and the others by their places. */
export type ExaminedFiles = { examinations: Examination[]; others: FileFacts[] };

/** What it takes to examine files. */
export type Examining = { examiner: Examiner; cache: ExaminationCache };

/** So many folders are in memory as texts at once. */
const foldersAtOnce = 200;

/** Examines the files of a tree, folder by folder; what the cache knows is not even read. */
export async function examineFiles(
  { examiner, cache }: Examining,
  tree: Tree,
  files: readonly ListedFile[],
  policy: FolderPolicy,
): Promise<ExaminedFiles> {
  const parsed = files.filter(({ path }) => isParsed(path));
  const folders = [...Map.groupBy(parsed, ({ path }) => parentOf(path))].map(([path, own]) => ({
    path,
    own,
    // Where no pattern is, there is nothing to judge.
    key: cache.keyOf(path, own, own.some(file => kindOf(file.path) === 'pattern') ? policy : factsOnly),
  }));
  const known = await cache.get(folders.flatMap(({ key }) => key ?? []));
  const unknown = folders.filter(({ key }) => key === null || !known.has(key));
  const fresh = new Map<string, Examination>();
  const chunks = Array.from({ length: Math.ceil(unknown.length / foldersAtOnce) }, (_, index) =>
    unknown.slice(index * foldersAtOnce, (index + 1) * foldersAtOnce),
  );
  let next = sourcesOf(tree, chunks[0] ?? []);
  for (const index of chunks.keys()) {
    const sources = await next;
    // What comes next is read while this is examined.
    next = sourcesOf(tree, chunks[index + 1] ?? []);
    for (const examination of await examiner.examine(sources, policy))
      fresh.set(examination.path, examination);
  }
  const examinations = folders.flatMap(({ path, key }) => {
    const examination = fresh.get(path) ?? (key === null ? undefined : known.get(key));
    if (key !== null && examination && fresh.has(path) && isLasting(examination)) cache.put(key, examination);
    return examination ?? [];
  });
  const rest = files.filter(({ path }) => !isParsed(path));
  return { examinations, others: await otherFiles(tree, rest) };
}

/** Time, memory and closed doors are of a moment: another day the same files may be read. */
export function isLasting({ files }: Examination): boolean {
  return !files.some(
    file => file.kind === 'unreadable' && (file.reason === 'too-complex' || file.reason === 'no-permission'),
  );
}

async function sourcesOf(
  tree: Tree,
  folders: readonly { path: string; own: readonly ListedFile[] }[],
): Promise<Folder[]> {
  if (folders.length === 0) return [];
  const read = await tree.read(
    folders.flatMap(({ own }) => own.flatMap(file => (file.unreadable ? [] : file.path))),
  );
  return folders.map(({ path, own }) => ({
    path,
    files: own.map((file): SourceFile => {
      if (file.unreadable) return { path: file.path, unreadable: file.unreadable };
      return read.get(file.path) ?? { path: file.path, unreadable: 'no-permission' };
    }),
  }));
}

/** Files that are known by their places; of a generated index, the text matters as well. */
async function otherFiles(tree: Tree, files: readonly ListedFile[]): Promise<FileFacts[]> {
  const indexes = await tree.read(files.flatMap(({ path }) => (kindOf(path) === 'index' ? path : [])));
  return files.map(({ path, unreadable }) => {
    if (unreadable && isWhereFoldersAre(path) && kindOf(path) !== 'index')
      return { kind: 'unreadable', path, reason: unreadable, detail: '' };
    return asPlaced(indexes.get(path) ?? { path, unreadable: 'directory' });
  });
}

/** A file whose text nobody reads, as its place alone tells it. */
export function asPlaced(file: SourceFile): FileFacts {
  return parseFile(file) as FileFacts;
}

/** A link, a repository of its own or a closed door where folders of patterns are expected: it may hide patterns. */
function isWhereFoldersAre(path: string): boolean {
  return path.split('/').length <= 4;
}
