import { mergeBase } from './history.ts';
import { type Edit, editsBetween, isBinary, linesOf } from './lines.ts';
import { type FileEntry, type Files, type ObjectDatabase, writeTree } from './object-database.ts';

/**
 * The tree that merging two commits gives, or null when they conflict: file by file, and in a file that both have changed
 * line by line. A file that one has moved and the other changed is a conflict here, which Git may see through.
 */
export function mergedTree(database: ObjectDatabase, base: string, head: string): string | null {
  const common = mergeBase(database, base, head);
  if (common === null) return null;
  const [old, ours, theirs] = [common, base, head].map(oid => database.files(database.commit(oid).treeOid));
  const merged = old && ours && theirs && mergedFiles(database, { old, ours, theirs });
  if (!merged || hasFileAsFolder(merged)) return null;
  return writeTree(database, merged);
}

type Three<Value> = { old: Value; ours: Value; theirs: Value };

function mergedFiles(database: ObjectDatabase, { old, ours, theirs }: Three<Files>): Files | null {
  const merged = new Map<string, FileEntry>();
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [before, own, their] = [old.get(path), ours.get(path), theirs.get(path)];
    if (isSame(own, their) || isSame(before, their)) {
      if (own) merged.set(path, own);
    } else if (isSame(before, own)) {
      if (their) merged.set(path, their);
    } else {
      const both =
        before && own && their ? mergedFile(database, { old: before, ours: own, theirs: their }) : null;
      if (both === null) return null;
      merged.set(path, both);
    }
  }
  return merged;
}

function isSame(one: FileEntry | undefined, other: FileEntry | undefined): boolean {
  return one?.oid === other?.oid && one?.mode === other?.mode;
}

function mergedFile(database: ObjectDatabase, { old, ours, theirs }: Three<FileEntry>): FileEntry | null {
  const contents = [old, ours, theirs].map(({ oid }) => database.get(oid)?.content ?? Buffer.alloc(0));
  const [before, own, their] = contents;
  if (!before || !own || !their || contents.some(isBinary) || ours.mode !== theirs.mode) return null;
  const lines = linesOf(before);
  const merged = mergedLines(lines, editsBetween(lines, linesOf(own)), editsBetween(lines, linesOf(their)));
  return merged && { mode: ours.mode, oid: database.put('blob', Buffer.from(merged.join(''), 'latin1')) };
}

/** Edits that touch each other are a conflict, unless they are the same. */
function mergedLines(
  before: readonly string[],
  ours: readonly Edit[],
  theirs: readonly Edit[],
): string[] | null {
  const isTwin = (edit: Edit): boolean =>
    ours.some(
      one => one.from === edit.from && one.to === edit.to && one.lines.join('') === edit.lines.join(''),
    );
  const others = theirs.filter(edit => !isTwin(edit));
  const touches = (one: Edit, other: Edit): boolean => one.from <= other.to && other.from <= one.to;
  if (others.some(edit => ours.some(one => touches(one, edit)))) return null;
  const merged: string[] = [];
  let line = 0;
  for (const edit of [...ours, ...others].sort((one, other) => one.from - other.from)) {
    merged.push(...before.slice(line, edit.from), ...edit.lines);
    line = edit.to;
  }
  return [...merged, ...before.slice(line)];
}

function hasFileAsFolder(files: Files): boolean {
  return [...files.keys()].some(path => {
    const parts = path.split('/');
    return parts.some((_, index) => index > 0 && files.has(parts.slice(0, index).join('/')));
  });
}
