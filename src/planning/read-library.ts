import { isCurrent } from '../catalog/entry.ts';
import type { Library } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import { moduleIdOf } from '../catalog/reproductions.ts';
import { readContents } from '../github/read-contents.ts';
import type { TreeFile } from '../github/read-policy-files.ts';
import { isParsed, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { folderOf, isModule, patternFolderOf } from '../pattern/place.ts';
import type { ReadingContext } from './context.ts';

/**
 * The library of a domain as its tree holds it. Entries of `previous` whose files have the same blob ids are taken
 * over, so only what differs is read; the records of reproductions are those of `previous`.
 */
export async function readLibrary(
  { github, parser }: Pick<ReadingContext, 'github' | 'parser'>,
  repository: string,
  oid: string,
  tree: readonly TreeFile[],
  previous: Library,
): Promise<Library> {
  const oids = new Map(tree.map(file => [file.path, file.oid]));
  const oidOf = (path: string): string | null => oids.get(path) ?? null;
  const entries = previous.entries.filter(item => isCurrent(item, oidOf));
  const unlisted = previous.unlisted.filter(item => isCurrent(item, oidOf));
  const reused = new Set([...entries, ...unlisted].map(folderOf));
  const rest = tree
    .map(({ path }) => path)
    .filter(path => {
      const folder = patternFolderOf(path);
      return folder !== null && !reused.has(folder);
    });
  const toRead = rest.filter(isParsed);
  const contents = await readContents(
    github,
    repository,
    toRead.map(path => ({ oid, path })),
  );
  const parsed = await parser.parse(contents.files.map(({ file }) => file));
  const others = rest
    .filter(path => !isParsed(path))
    .map((path): ParsedFile => parseFile({ path, unreadable: 'directory' }));
  const read = libraryOf([...parsed, ...others], oidOf);
  return {
    entries: [...entries, ...read.entries],
    unlisted: [...unlisted, ...read.unlisted],
    reproductions: previous.reproductions,
    module: moduleIn(tree),
  };
}

/** The state of the module that a domain's benchmarks share, as its tree holds it. */
export function moduleIn(tree: readonly TreeFile[]): string | null {
  return moduleIdOf(
    tree
      .filter(({ path }) => isModule(path))
      .map(({ path, oid }) => ({ name: path.split('/').at(-1) ?? '', oid })),
  );
}
