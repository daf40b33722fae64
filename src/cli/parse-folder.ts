import type { Examiner } from '../examiner/open-examiner.ts';
import type { Tree } from '../inspection/tree.ts';
import { isParsed } from '../pattern/file-kind.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import type { Pattern } from '../pattern/pattern.ts';

/** A pattern with its text as a tree, and the files of its folder by path: for commands that write, run or export it. */
export type ParsedFolder = { pattern: Pattern; files: ReadonlyMap<string, ParsedFile> };

/** Null: its README cannot be read. */
export async function parseFolder(
  examiner: Examiner,
  tree: Tree,
  folder: string,
): Promise<ParsedFolder | null> {
  const listed = await tree.list([folder]);
  const sources = await tree.read(listed.flatMap(({ path }) => (isParsed(path) ? path : [])));
  const parsed = await examiner.parse([...sources.values()]);
  const readme = parsed.find(({ path }) => path === `${folder}/README.md`);
  if (readme?.kind !== 'pattern') return null;
  return { pattern: readme.pattern, files: new Map(parsed.map(file => [file.path, file])) };
}
