import { parentOf } from '../pattern/place.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { type Allowance, allowance } from './allowance.ts';
import { blobFields, sourceFile } from './blob.ts';
import { type GitHub, query } from './client.ts';
import { isCut, readCutBlob } from './cut-blob.ts';
import { type Answer, type Document, document } from './document.ts';
import { keyOf, literalOf, nameIn, type Place, uniquePlaces } from './place-at-commit.ts';

/** One of a folder's direct contents at one commit. */
export type FolderEntry = { name: string; mode: number; type: string; oid: string };

/** Aliases in one request; more are asked for in further requests. */
const maxBlobsPerRequest = 50;

/** What stands at one place. */
export type FileAt = Place & { file: SourceFile };

/** Folders by `<commit>:<path>`, as Git names them. */
export type ContentsAt = { folders: Map<string, FolderEntry[]>; files: FileAt[] };

/** Files to be read, and by `<commit>:<path>` further folders to be listed. */
type Asked = { places: readonly Place[]; folders: readonly string[] };

/**
 * Reads folders and files at commits by aliases. The base repository answers for a fork's commit too: GitHub keeps it as
 * refs/pull/N/head. A file's mode comes from its folder, because asking for a path follows nothing and shows no mode.
 */
export async function readContents(
  github: GitHub,
  repositoryId: string,
  places: readonly Place[],
  folders: readonly Place[] = [],
  allowed: Allowance = allowance(),
): Promise<ContentsAt> {
  const contents: ContentsAt = { folders: new Map(), files: [] };
  const wanted = uniquePlaces(places);
  // Folders come with the files in them; those that are asked for beside them come with the first files.
  const parents = new Set(wanted.map(folderOf));
  const others = [...new Set(folders.map(keyOf))].filter(key => !parents.has(key));
  for (let from = 0; from < Math.max(wanted.length, others.length); from += maxBlobsPerRequest) {
    const to = from + maxBlobsPerRequest;
    const chunk = wanted.slice(from, to);
    for (const place of chunk) if (!allowed.isLeft(place)) contents.files.push(leftOut(place));
    const asked = { places: chunk.filter(allowed.isLeft), folders: others.slice(from, to) };
    if (asked.places.length > 0 || asked.folders.length > 0)
      await readChunk({ github, repositoryId, allowed }, asked, contents);
  }
  return contents;
}

type Reading = { github: GitHub; repositoryId: string; allowed: Allowance };

async function readChunk(reading: Reading, asked: Asked, into: ContentsAt): Promise<void> {
  const { github, repositoryId, allowed } = reading;
  const { places } = asked;
  let node: ContentsNode | null;
  try {
    ({ node } = await query(github, contentsQuery(asked), { repositoryId }));
  } catch (error) {
    // GitHub gives up on a request after ten seconds; half as much may go through.
    if (Math.max(places.length, asked.folders.length) <= 1 || !isTimeout(error)) throw error;
    await readChunk(reading, halfOf(asked, 'first'), into);
    await readChunk(reading, halfOf(asked, 'second'), into);
    return;
  }
  for (const [index, folder] of foldersIn(asked).entries()) {
    const entries = node?.[`f${index}`]?.entries;
    if (entries) into.folders.set(folder, entries);
  }
  for (const [index, place] of places.entries()) {
    const name = nameIn(place.path);
    const entry = into.folders.get(folderOf(place))?.find(entry => entry.name === name);
    if (!entry || !node) continue;
    const blob = node[`b${index}`] ?? null;
    const { oid } = entry;
    allowed.take(place, blob?.byteSize ?? 0);
    if (!isCut(place.path, entry.mode, blob))
      into.files.push({ ...place, file: sourceFile(place.path, entry.mode, blob) });
    else if (!allowed.isLeft(place)) into.files.push(leftOut(place));
    else into.files.push({ ...place, file: await readCutBlob(github, { ...node, path: place.path, oid }) });
  }
}

function leftOut(place: Place): FileAt {
  return { ...place, file: { path: place.path, unreadable: 'beyond-look' } };
}

/** The types know the document for one place. */
type Sample = NonNullable<Answer<'Contents'>['node']>;
type ContentsNode = { nameWithOwner: string } & Record<`f${number}`, Sample['f0']> &
  Record<`b${number}`, Sample['b0']>;

/** Makes the document, an alias for each file, for each folder in which one lies, and for each further folder. */
export function contentsQuery(asked: Asked): Document<'Contents'> {
  const parts = [
    ...foldersIn(asked).map(
      (folder, index) =>
        `f${index}: object(expression: ${literalOf(folder)}) { ... on Tree { entries { name mode type oid } } }`,
    ),
    ...asked.places.map(
      (place, index) =>
        `b${index}: object(expression: ${literalOf(keyOf(place))}) { ... on Blob { ${blobFields} } }`,
    ),
  ];
  return document(
    'Contents',
    `query Contents($repositoryId: ID!) { node(id: $repositoryId) { ... on Repository { nameWithOwner ${parts.join('\n')} } } }`,
  );
}

function foldersIn({ places, folders }: Asked): string[] {
  return [...new Set([...places.map(folderOf), ...folders])];
}

function halfOf({ places, folders }: Asked, half: 'first' | 'second'): Asked {
  const part = <Item>(items: readonly Item[]): readonly Item[] => {
    const middle = Math.ceil(items.length / 2);
    return half === 'first' ? items.slice(0, middle) : items.slice(middle);
  };
  return { places: part(places), folders: part(folders) };
}

function folderOf({ oid, path }: Place): string {
  return keyOf({ oid, path: parentOf(path) });
}

function isTimeout(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return status === 502 || status === 504;
}
