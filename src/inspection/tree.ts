import { sha256 } from '../pattern/digests.ts';
import type { SourceFile, UnreadableReason } from '../pattern/source-file.ts';

/**
 * A library's files at one moment: a commit on GitHub, a commit in a Git repository, a directory. Every call takes many paths at
 * once, for a call may be a request.
 */
export type Tree = {
  /** What lies below these folders, as far as the source lists it; nothing for one that is not there. */
  list(folders: readonly string[]): Promise<ListedFile[]>;
  /** The files at these paths, by path; one that is not there is left out. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, SourceFile>>;
  /** Whether files or folders are at these paths; one that nobody could look up is left out. */
  exist(paths: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
};

/** A file in a tree, or a folder where the source does not look into it. */
export type ListedFile = {
  path: string;
  /** Git's id of its content; null where it is not known. */
  id: string | null;
  /** Why there is no text to read, where listing tells it already. */
  unreadable?: UnreadableReason;
};

/** Git's id of each listed file's content, by path; null for what is not listed or not known. */
export function idsOf(files: readonly ListedFile[]): (path: string) => string | null {
  const ids = new Map(files.map(({ path, id }) => [path, id]));
  return path => ids.get(path) ?? null;
}

/** A tree with other texts in some of its files; their ids name the new texts. */
export function withTexts(tree: Tree, texts: ReadonlyMap<string, string>): Tree {
  return {
    ...tree,
    async list(folders) {
      const listed = await tree.list(folders);
      return listed.map(file => {
        const text = texts.get(file.path);
        return text === undefined ? file : { ...file, id: `sha256:${sha256(text)}` };
      });
    },
    async read(paths) {
      const read = new Map(await tree.read(paths.filter(path => !texts.has(path))));
      for (const path of paths) {
        const text = texts.get(path);
        if (text !== undefined) read.set(path, { path, text });
      }
      return read;
    },
  };
}
