import type { ChangedFile } from '../git-store.ts';
import { countLines, isBinary } from './lines.ts';
import type { FileEntry, Files, ObjectDatabase } from './object-database.ts';

type Side = { path: string; file: FileEntry; content: Buffer };
type Pair = { from: Side; to: Side };

/** Git calls two files one that was renamed from half their bytes on. */
const leastAlike = 0.5;

/** What is different between the files of two trees. */
export function changesBetween(
  database: ObjectDatabase,
  from: Files,
  to: Files,
  renames: boolean,
): ChangedFile[] {
  const side = (path: string, file: FileEntry): Side => ({
    path,
    file,
    content: database.get(file.oid)?.content ?? Buffer.alloc(0),
  });
  const only = (files: Files, others: Files): Side[] =>
    [...files].filter(([path]) => !others.has(path)).map(([path, file]) => side(path, file));
  const [gone, added] = [only(from, to), only(to, from)];
  const renamed = renames ? renamesIn(gone, added) : [];
  const found: ChangedFile[] = [...to].flatMap(([path, file]) => {
    const old = from.get(path);
    if (!old || (old.oid === file.oid && old.mode === file.mode)) return [];
    const changeType = (old.mode ^ file.mode) & 0o170000 ? 'CHANGED' : 'MODIFIED';
    const lines = countLines(side(path, old).content, side(path, file).content);
    return { path, changeType, previousPath: null, ...lines };
  });
  for (const { path, content } of gone)
    if (!renamed.some(pair => pair.from.path === path))
      found.push({
        path,
        changeType: 'DELETED',
        previousPath: null,
        ...countLines(content, Buffer.alloc(0)),
      });
  for (const { path, content } of added) {
    const pair = renamed.find(one => one.to.path === path);
    const lines = countLines(pair?.from.content ?? Buffer.alloc(0), content);
    const changeType = pair ? 'RENAMED' : 'ADDED';
    found.push({ path, changeType, previousPath: pair?.from.path ?? null, ...lines });
  }
  return found.sort((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)));
}

/** Files that were renamed: first the equal ones, then the most alike, and of these such as keep their name. */
function renamesIn(gone: readonly Side[], added: readonly Side[]): Pair[] {
  const pairs: Pair[] = [];
  const isFree = ({ from, to }: Pair): boolean => !pairs.some(pair => pair.from === from || pair.to === to);
  const keepsName = ({ from, to }: Pair): boolean => nameOf(from.path) === nameOf(to.path);
  const all = added.flatMap(to => gone.map(from => ({ from, to })));
  const equal = all.filter(({ from, to }) => from.file.oid === to.file.oid);
  for (const pair of [...equal.filter(keepsName), ...equal]) if (isFree(pair)) pairs.push(pair);
  const alike = all
    .filter(isFree)
    .map(pair => ({ pair, score: likeness(pair.from.content, pair.to.content) }))
    .filter(({ score }) => score >= leastAlike)
    .sort((a, b) => b.score - a.score || Number(keepsName(b.pair)) - Number(keepsName(a.pair)));
  for (const { pair } of alike) if (isFree(pair)) pairs.push(pair);
  return pairs;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const chunkBytes = 64;

/** The part of the larger file's bytes that the other has, too, in whole lines. */
function likeness(from: Buffer, to: Buffer): number {
  const size = Math.max(from.length, to.length);
  if (size === 0 || from.length === 0 || to.length === 0) return 0;
  const [before, after] = [chunksOf(from), chunksOf(to)];
  let common = 0;
  for (const [chunk, bytes] of before) common += Math.min(bytes, after.get(chunk) ?? 0);
  return common / size;
}

/** Bytes by line; a longer line, or a binary file, is cut into pieces. */
function chunksOf(content: Buffer): Map<string, number> {
  const chunks = new Map<string, number>();
  const text = isBinary(content)
    ? content.toString('latin1')
    : content.toString('latin1').replace(/\r\n/g, '\n');
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = Math.min(newline < 0 ? text.length : newline + 1, at + chunkBytes);
    const chunk = text.slice(at, end);
    chunks.set(chunk, (chunks.get(chunk) ?? 0) + chunk.length);
    at = end;
  }
  return chunks;
}
