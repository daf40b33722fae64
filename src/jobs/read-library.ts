import { readmeOf } from '../catalog/entry.ts';
import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { readContents } from '../github/read-contents.ts';
import type { TreeFile } from '../github/read-policy-files.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import { folderOf, patternFolderOf } from '../pattern/place.ts';
import type { JobContext } from './context.ts';

/**
 * The library of a domain as its tree holds it. Entries of `previous` whose README has the same blob id are taken over,
 * so only what differs is read.
 */
export async function readLibrary(
  { github, parser }: Pick<JobContext, 'github' | 'parser'>,
  repository: string,
  oid: string,
  tree: readonly TreeFile[],
  previous: Library,
): Promise<Library> {
  const own = tree.filter(file => patternFolderOf(file.path) !== null);
  const blobs = new Map(own.map(file => [file.path, file.oid]));
  const same = (item: { category: string; slug: string; blob: string | null }): boolean =>
    item.blob !== null && blobs.get(readmeOf(item)) === item.blob;
  const entries = previous.entries.filter(same);
  const unlisted = previous.unlisted.filter(same);
  const reused = new Set([...entries, ...unlisted].map(folderOf));
  const rest = own.filter(file => !reused.has(patternFolderOf(file.path) ?? ''));
  const readmes = rest
    .filter(file => file.path === `${patternFolderOf(file.path)}/README.md`)
    .map(file => file.path);
  const contents = await readContents(github, repository, oid, readmes);
  const parsed = await parser.parse(contents.files.map(({ file }) => file));
  const others = rest
    .filter(file => !readmes.includes(file.path))
    .map((file): ParsedFile => ({ kind: 'other', path: file.path }));
  const read = libraryOf([...parsed, ...others], path => blobs.get(path) ?? '');
  return { entries: [...entries, ...read.entries], unlisted: [...unlisted, ...read.unlisted] };
}
