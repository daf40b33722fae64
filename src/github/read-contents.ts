import type { SourceFile } from '../pattern/source-file.ts';
import { type Blob, blobFields, sourceFile } from './blob.ts';
import { type GitHub, query } from './client.ts';

/** A folder's direct contents at one commit; null when it is not there. */
export type FolderEntry = { name: string; mode: number; type: string; oid: string };

/** Aliases in one request; more are asked for in further requests. */
const blobsPerRequest = 50;
const pathsPerRequest = 100;

/** A file at a commit. */
export type Place = { oid: string; path: string };

/** What stands at one place: the file, and Git's id of it. */
export type FileAt = Place & { file: SourceFile; blob: string };

/**
 * Reads folders and files at commits by aliases. The base repository answers for a fork's commit too: GitHub keeps it as
 * refs/pull/N/head. A file's mode comes from its folder, because asking for a path follows nothing and shows no mode.
 */
export async function readContents(
  github: GitHub,
  repository: string,
  places: readonly Place[],
  folders: readonly Place[] = [],
): Promise<ContentsAt> {
  const contents: ContentsAt = { folders: new Map(), files: [] };
  const wanted = unique(places);
  // Folders come with the files in them; those that are asked for beside them are asked for with the first files.
  const parents = new Set(wanted.map(folderOf));
  const others = [...new Set(folders.map(keyOf))].filter(key => !parents.has(key));
  for (let from = 0; from < Math.max(wanted.length, others.length); from += blobsPerRequest) {
    const part = { from, to: from + blobsPerRequest };
    await readChunk(
      github,
      repository,
      { places: wanted.slice(part.from, part.to), folders: others.slice(part.from, part.to) },
      contents,
    );
  }
  return contents;
}

/** Folders by `<commit>:<path>`, as Git names them. */
export type ContentsAt = { folders: Map<string, FolderEntry[]>; files: FileAt[] };

async function readChunk(
  github: GitHub,
  repository: string,
  asked: { places: readonly Place[]; folders: readonly string[] },
  into: ContentsAt,
): Promise<void> {
  const { places } = asked;
  const folders = [...new Set([...places.map(folderOf), ...asked.folders])];
  const parts = [
    ...folders.map(
      (folder, index) =>
        `f${index}: object(expression: ${string(folder)}) { ... on Tree { entries { name mode type oid } } }`,
    ),
    ...places.map(
      ({ oid, path }, index) =>
        `b${index}: object(expression: ${string(`${oid}:${path}`)}) { ... on Blob { ${blobFields} } }`,
    ),
  ];
  const document = `query Contents($repository: ID!) { node(id: $repository) { ... on Repository { ${parts.join('\n')} } } }`;
  let node: Record<string, { entries?: FolderEntry[] } & Partial<Blob>> | null;
  try {
    ({ node } = await query<{ node: typeof node }>(github, document, { repository }));
  } catch (error) {
    // GitHub gives up on a request after ten seconds; half as much may go through.
    if (Math.max(places.length, asked.folders.length) <= 1 || !isTimeout(error)) throw error;
    await readChunk(github, repository, halfOf(asked, 'first'), into);
    await readChunk(github, repository, halfOf(asked, 'second'), into);
    return;
  }
  for (const [index, folder] of folders.entries()) {
    const entries = node?.[`f${index}`]?.entries;
    if (entries) into.folders.set(folder, entries);
  }
  for (const [index, { oid, path }] of places.entries()) {
    const name = path.slice(parentOf(path).length + 1);
    const entry = into.folders.get(`${oid}:${parentOf(path)}`)?.find(entry => entry.name === name);
    if (entry)
      into.files.push({
        oid,
        path,
        file: sourceFile(path, entry.mode, node?.[`b${index}`] ?? null),
        blob: entry.oid,
      });
  }
}

/** Whether these places exist, by `<commit>:<path>`; a hundred in one request. */
export async function existing(
  github: GitHub,
  repository: string,
  places: readonly Place[],
): Promise<ReadonlyMap<string, boolean>> {
  const known = new Map<string, boolean>();
  const wanted = unique(places);
  for (let from = 0; from < wanted.length; from += pathsPerRequest) {
    const asked = wanted.slice(from, from + pathsPerRequest);
    const parts = asked.map(
      (place, index) => `p${index}: object(expression: ${string(keyOf(place))}) { oid }`,
    );
    const document = `query Existing($repository: ID!) { node(id: $repository) { ... on Repository { ${parts.join('\n')} } } }`;
    const { node } = await query<{ node: Record<string, { oid: string } | null> | null }>(github, document, {
      repository,
    });
    for (const [index, place] of asked.entries()) known.set(keyOf(place), Boolean(node?.[`p${index}`]));
  }
  return known;
}

function halfOf(
  { places, folders }: { places: readonly Place[]; folders: readonly string[] },
  half: 'first' | 'second',
): { places: readonly Place[]; folders: readonly string[] } {
  const part = <Item>(items: readonly Item[]): readonly Item[] => {
    const middle = Math.ceil(items.length / 2);
    return half === 'first' ? items.slice(0, middle) : items.slice(middle);
  };
  return { places: part(places), folders: part(folders) };
}

function keyOf({ oid, path }: Place): string {
  return `${oid}:${path}`;
}

function folderOf({ oid, path }: Place): string {
  return keyOf({ oid, path: parentOf(path) });
}

function unique(places: readonly Place[]): Place[] {
  return [...new Map(places.map(place => [keyOf(place), place])).values()];
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A GraphQL string literal: JSON's escapes are a subset of GraphQL's. */
function string(text: string): string {
  return JSON.stringify(text);
}

function isTimeout(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return status === 502 || status === 504;
}
