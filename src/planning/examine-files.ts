import type { FileFacts } from '../catalog/file-facts.ts';
import type { LentExaminer } from '../examiner/examiner-pool.ts';
import { type Examination, type Folder, type FolderPolicy, factsOnly } from '../inspection/examine.ts';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { isParsed, kindOf } from '../pattern/file-kind.ts';
import { parseFile } from '../pattern/parsed-file.ts';
import { parentOf } from '../pattern/place.ts';
import type { SourceFile, UnreadableReason } from '../pattern/source-file.ts';
import type { ExaminationCache } from './examination-cache.ts';
import { type LookBudget, within } from './look-budget.ts';

/** Files as they were examined, and the others by their places. */
export type ExaminedFiles = { examinations: Examination[]; others: FileFacts[] };

/** What it takes to examine files. */
export type Examining = {
  examiner: LentExaminer;
  cache: ExaminationCache;
  /** What may still be kept of a change that is a stranger's; of what is trusted, everything is. */
  budget?: LookBudget;
};

/** So many folders are in memory as texts at once; of strangers’ fewer, for what is found in them is, too. */
const foldersAtOnce = { trusted: 200, counted: 50 };

/** Examines the files of a tree, folder by folder; what the cache knows is not even read. */
export async function examineFiles(
  { examiner, cache, budget }: Examining,
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
  const atOnce = budget ? foldersAtOnce.counted : foldersAtOnce.trusted;
  const chunks = Array.from({ length: Math.ceil(unknown.length / atOnce) }, (_, index) =>
    unknown.slice(index * atOnce, (index + 1) * atOnce),
  );
  let next = sourcesOf(tree, chunks[0] ?? []);
  for (const index of chunks.keys()) {
    const sources = await next;
    // What comes next is read while this is examined.
    next = sourcesOf(tree, chunks[index + 1] ?? []);
    for (const examination of await examiner.examine(sources, policy))
      fresh.set(examination.path, budget ? within(budget, examination) : examination);
  }
  const examinations = folders.flatMap(({ path, key }) => {
    const examination = fresh.get(path) ?? (key === null ? undefined : known.get(key));
    if (key !== null && examination && fresh.has(path) && isLasting(examination)) cache.put(key, examination);
    return examination ?? [];
  });
  const rest = files.filter(({ path }) => !isParsed(path));
  return { examinations, others: await otherFiles(tree, rest) };
}

const ofTheMoment: readonly UnreadableReason[] = [
  'too-complex',
  'unfinished',
  'beyond-look',
  'no-permission',
];

/** Time, memory, closed doors and the other files of a change are of a moment: another day the same files may be read. */
export function isLasting({ files }: Examination): boolean {
  return !files.some(file => file.kind === 'unreadable' && ofTheMoment.includes(file.reason));
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
