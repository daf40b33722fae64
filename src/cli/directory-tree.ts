import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { blobId, type ObjectFormat } from '../pattern/digests.ts';
import { type FileKind, isParsed, kindOf } from '../pattern/file-kind.ts';
import { maxBytesOf } from '../pattern/limits.ts';
import { isReadable, type SourceFile, type UnreadableReason } from '../pattern/source-file.ts';
import { decode } from './decode.ts';
import { type FileIds, noFileIds } from './file-ids.ts';
import { ignoredIn, objectFormatOf } from './git.ts';
import { NotReadable } from './not-readable.ts';
import { type AbsentFiles, absentFilesIn } from './sparse-files.ts';

const passedOver = new Set(['.git', 'node_modules', '__pycache__']);
/** Files that the index knows by Git's id of their bytes. */
const identified: readonly FileKind[] = ['pattern', 'script', 'results', 'chart', 'module'];
const maxFiles = 100_000;
/** Hosts refuse larger files, so there is nothing to gain from reading one to its end. */
const maxBytes = 100 * 1024 * 1024;
/** So much of what listing has read stays in memory until it is asked for. */
const maxKeptCharacters = 16 * 1024 * 1024;

/**
 * A directory as a tree. Links are never followed, and what Git ignores is not there. What a sparse checkout leaves out is read
 * from Git: it is not on the disk, and nobody has removed it. Throws `NotReadable` where there are too many files, where Git does not
 * have what it lists, and where a file that was listed by what is remembered of it is another when it is read.
 */
export async function directoryTree(
  root: string,
  ids: FileIds = noFileIds,
  absentFiles: AbsentFiles | Promise<AbsentFiles> = absentFilesIn(root),
): Promise<Tree> {
  const [ignored, objectFormat, absent] = await Promise.all([
    ignoredIn(root),
    objectFormatOf(root),
    absentFiles,
  ]);
  const reading: Reading = {
    root,
    objectFormat,
    ignored,
    ids,
    remembered: new Map(),
    kept: new Map(),
    keptCharacters: 0,
  };
  return {
    async list(folders) {
      const listed = folders.flatMap(folder => listFolder(reading, folder));
      const there = new Set(listed.map(({ path }) => path));
      const left = absent.listed.filter(
        ({ path }) => !there.has(path) && folders.some(folder => path.startsWith(`${folder}/`)),
      );
      return [...listed, ...left].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async read(paths) {
      const fromGit = await absent.read(
        paths.filter(path => !reading.kept.has(path) && isAbsent(absent, root, path)),
      );
      return new Map(
        paths.flatMap(path => {
          const file = fromGit.get(path) ?? reading.kept.get(path) ?? readListed(reading, path);
          reading.kept.delete(path);
          return file ? [[path, file]] : [];
        }),
      );
    },
    async exist(paths) {
      return new Map(paths.map(path => [path, isThere(root, path) || absent.has(path)]));
    },
  };
}

type Reading = {
  root: string;
  objectFormat: ObjectFormat;
  /** Left out, with everything below it. */
  ignored: (path: string) => boolean;
  /** What is known of files that nobody has touched. */
  ids: FileIds;
  /** Files that were listed without being read, by the ids that were remembered. */
  remembered: Map<string, string>;
  kept: Map<string, SourceFile>;
  keptCharacters: number;
};

function isAbsent(absent: AbsentFiles, root: string, path: string): boolean {
  return absent.has(path) && !isThere(root, path);
}

/** Whether a file or folder lies at a path from the root; a path that no file can have leads nowhere. */
export function isThere(root: string, path: string): boolean {
  try {
    return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function listFolder(reading: Reading, start: string): ListedFile[] {
  const files: ListedFile[] = [];
  const waiting = [start];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = entriesOf(join(reading.root, folder));
    if (entries === 'missing') {
      // It was named a moment ago, in bytes that are no text: opened by the text for them, it is not there.
      if (folder.includes('\ufffd')) files.push({ path: folder, id: null, unreadable: 'name-not-utf8' });
      continue;
    }
    if (entries === 'closed' && folder.split('/').length < 3)
      throw new NotReadable(
        `${folder} cannot be opened, so nobody knows what is in it. Check its permissions.`,
      );
    if (entries === 'closed' || (folder !== 'patterns' && entries.some(entry => entry.name === '.git'))) {
      files.push({
        path: folder,
        id: null,
        unreadable: entries === 'closed' ? 'no-permission' : 'submodule',
      });
      continue;
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (passedOver.has(entry.name) || reading.ignored(path)) continue;
      if (entry.isDirectory()) {
        waiting.push(path);
        if (isParsed(path)) files.push({ path, id: null, unreadable: 'directory' });
      } else files.push(listed(reading, path));
    }
    if (files.length > maxFiles) {
      const most = maxFiles.toLocaleString('en');
      throw new NotReadable(`${start} holds more than ${most} files, which is more than is read.`);
    }
  }
  return files;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'closed';
  }
}

function listed(reading: Reading, path: string): ListedFile {
  const state = isRead(path)
    ? lstatSync(join(reading.root, path), { bigint: true, throwIfNoEntry: false })
    : null;
  const known = state?.isFile() ? reading.ids.idOf(path, state) : null;
  if (known !== null) {
    reading.remembered.set(path, known);
    return { path, id: known };
  }
  reading.remembered.delete(path);
  const source = isRead(path) ? readSource(reading, path) : linkAt(reading, path);
  if (source === null) return { path, id: null };
  const { file, id } = source;
  if (!isReadable(file)) return { path, id, unreadable: file.unreadable };
  if (state && id !== null) reading.ids.remember(path, state, id);
  if (reading.keptCharacters + file.text.length <= maxKeptCharacters) {
    reading.keptCharacters += file.text.length;
    reading.kept.set(path, file);
  }
  return { path, id };
}

/** A file whose text is to be what it was listed by, or what is found in it would be remembered of another. */
function readListed(reading: Reading, path: string): SourceFile | undefined {
  const source = readSource(reading, path);
  const remembered = reading.remembered.get(path);
  if (remembered !== undefined && source?.id !== remembered)
    throw new NotReadable(`${path} was changed while it was read. Run the command again.`);
  return source?.file;
}

type Source = { file: SourceFile; id: string | null };

/** A file, and Git's id of its bytes where they were read. Null: it is not there any more. */
function readSource(reading: Reading, path: string): Source | null {
  const { root, objectFormat } = reading;
  const refused = (unreadable: UnreadableReason, id: string | null = null): Source => ({
    file: { path, unreadable },
    id,
  });
  try {
    const link = linkAt(reading, path);
    if (link) return link;
    const read = bytesOf(join(root, path));
    if ('refused' in read) return refused(read.refused);
    const { bytes } = read;
    const id = kindOf(path) === 'other' ? null : blobId(bytes, objectFormat);
    const file = decode(path, bytes);
    const isLarge = bytes.length > maxBytesOf(path) && isReadable(file);
    return isLarge ? refused('too-large', id) : { file, id };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    return refused('no-permission');
  }
}

/** A symbolic link, which is not followed; null for anything else. */
function linkAt({ root, objectFormat }: Reading, path: string): Source | null {
  if (!lstatSync(join(root, path), { throwIfNoEntry: false })?.isSymbolicLink()) return null;
  const target = readlinkSync(join(root, path), { encoding: 'buffer' });
  const id = identified.includes(kindOf(path)) ? blobId(target, objectFormat) : null;
  return { file: { path, unreadable: 'symlink' }, id };
}

/** What is parsed, what only has to be the same as something else, and what is known by its id. */
function isRead(path: string): boolean {
  return isParsed(path) || kindOf(path) === 'index' || kindOf(path) === 'module';
}

/** The bytes of a regular file; none of a device, of a pipe, and of what is very large. */
function bytesOf(file: string): { bytes: Buffer } | { refused: 'binary' | 'too-large' } {
  // Between listing and opening, a link or a pipe may have taken the file's place: neither is followed or waited for.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = openSync(file, flags);
  try {
    const state = fstatSync(handle);
    if (!state.isFile()) return { refused: 'binary' };
    return state.size > maxBytes ? { refused: 'too-large' } : { bytes: readFileSync(handle) };
  } finally {
    closeSync(handle);
  }
}
