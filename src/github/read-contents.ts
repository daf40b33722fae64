import type { SourceFile } from '../pattern/source-file.ts';
import { type Blob, blobFields, sourceFile } from './blob.ts';
import { type GitHub, query } from './client.ts';

/** A folder's direct contents at one commit; null when it is not there. */
export type FolderEntry = { name: string; mode: number; type: string; oid: string };

/** Of one commit. */
export type Contents = {
  folders: Record<string, FolderEntry[]>;
  files: { file: SourceFile; blob: string }[];
};

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
): Promise<ContentsAt> {
  const contents: ContentsAt = { folders: new Map(), files: [] };
  for (let from = 0; from < places.length; from += blobsPerRequest)
    await readChunk(github, repository, places.slice(from, from + blobsPerRequest), contents);
  return contents;
}

/** Of the contents of several commits, those of one. */
export function contentsAt({ folders, files }: ContentsAt, oid: string): Contents {
  const prefix = `${oid}:`;
  return {
    folders: Object.fromEntries(
      [...folders].flatMap(([key, entries]) =>
        key.startsWith(prefix) ? [[key.slice(prefix.length), entries]] : [],
      ),
    ),
    files: files.filter(file => file.oid === oid),
  };
}

/** Folders by `<commit>:<path>`, as Git names them. */
export type ContentsAt = { folders: Map<string, FolderEntry[]>; files: FileAt[] };

async function readChunk(
  github: GitHub,
  repository: string,
  places: readonly Place[],
  into: ContentsAt,
): Promise<void> {
  const folders = [...new Set(places.map(({ oid, path }) => `${oid}:${parentOf(path)}`))];
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
    if (places.length === 1 || !isTimeout(error)) throw error;
    const half = Math.ceil(places.length / 2);
    await readChunk(github, repository, places.slice(0, half), into);
    await readChunk(github, repository, places.slice(half), into);
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

/** Which of these paths exist at a commit; a hundred in one request. */
export async function existing(
  github: GitHub,
  repository: string,
  oid: string,
  paths: readonly string[],
): Promise<Record<string, boolean>> {
  const known: Record<string, boolean> = {};
  for (let from = 0; from < paths.length; from += pathsPerRequest) {
    const asked = paths.slice(from, from + pathsPerRequest);
    const parts = asked.map(
      (path, index) => `p${index}: object(expression: ${string(`${oid}:${path}`)}) { oid }`,
    );
    const document = `query Existing($repository: ID!) { node(id: $repository) { ... on Repository { ${parts.join('\n')} } } }`;
    const { node } = await query<{ node: Record<string, { oid: string } | null> | null }>(github, document, {
      repository,
    });
    for (const [index, path] of asked.entries()) known[path] = Boolean(node?.[`p${index}`]);
  }
  return known;
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
