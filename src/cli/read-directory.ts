import { constants } from 'node:fs';
import { open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../pattern/limits.ts';
import { type FileKind, isParsed, kindOf } from '../pattern/parsed-file.ts';
import { isReadable, type SourceFile, type UnreadableReason } from '../pattern/source-file.ts';
import { blobId } from './blob-id.ts';
import { decode } from './decode.ts';
import type { ObjectFormat } from './git.ts';
import type { Refusal } from './refusal.ts';

/** A file on disk; `blob` is Git's id of its bytes, null when it could not be read or nobody asks for its id. */
export type FileOnDisk = { source: SourceFile; blob: string | null };

type Reading = {
  root: string;
  objectFormat: ObjectFormat;
  /** Left out, with everything below it. */
  ignored: (path: string) => boolean;
};

const passedOver = new Set(['.git', 'node_modules', '__pycache__']);
/** Files that the index knows by Git's id of their bytes. */
const identified: readonly FileKind[] = ['pattern', 'script', 'results', 'chart', 'module'];
const mostFiles = 100_000;
/** Hosts refuse larger files, so there is nothing to gain from reading one to its end. */
const mostBytes = 100 * 1024 * 1024;

/**
 * Every file below `patterns/<domain>`, in the order of their paths. Links are never followed. Only what is parsed is
 * read; the other files' texts stay empty. What cannot be read is a value, so that the others are still checked.
 */
export async function readDomain(reading: Reading, domain: string): Promise<FileOnDisk[] | Refusal> {
  const files: FileOnDisk[] = [];
  const waiting = [`patterns/${domain}`];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const entries = await readdir(join(reading.root, folder), { withFileTypes: true }).catch(() => null);
    if (entries === null || entries.some(entry => entry.name === '.git')) {
      files.push(unreadable(folder, entries === null ? 'no-permission' : 'submodule'));
      continue;
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (passedOver.has(entry.name) || reading.ignored(path)) continue;
      if (entry.isDirectory()) waiting.push(path);
      if (!entry.isDirectory()) files.push(await readFile(reading, path, entry.isSymbolicLink()));
      else if (isParsed(path)) files.push(unreadable(path, 'directory'));
    }
    if (files.length > mostFiles)
      return {
        refusal: `patterns/${domain} holds more than ${mostFiles.toLocaleString('en')} files, which is more than is read.`,
      };
  }
  const pathOf = (file: FileOnDisk): string => file.source.path;
  return files.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

async function readFile(reading: Reading, path: string, isLink: boolean): Promise<FileOnDisk> {
  const { root, objectFormat } = reading;
  const idOf = (bytes: Uint8Array): string | null =>
    identified.includes(kindOf(path)) ? blobId(bytes, objectFormat) : null;
  try {
    if (isLink) {
      const target = await readlink(join(root, path), { encoding: 'buffer' });
      return { source: { path, unreadable: 'symlink' }, blob: idOf(target) };
    }
    if (!isRead(path)) return { source: { path, text: '' }, blob: null };
    const { bytes, size } = await bytesOf(join(root, path));
    if (bytes === null) return unreadable(path, size === null ? 'binary' : 'too-large');
    const source = decode(path, bytes);
    const isLarge = bytes.length > limits.fileBytes && isReadable(source) && kindOf(path) !== 'index';
    return { source: isLarge ? { path, unreadable: 'too-large' } : source, blob: idOf(bytes) };
  } catch {
    return unreadable(path, 'no-permission');
  }
}

/** What is parsed, what only has to be the same as something else, and what is known by its id. */
function isRead(path: string): boolean {
  return isParsed(path) || kindOf(path) === 'index' || kindOf(path) === 'module';
}

/** The bytes of a regular file; null for a device, a pipe (`size` null) and what is very large. */
async function bytesOf(file: string): Promise<{ bytes: Uint8Array | null; size: number | null }> {
  // Between listing and opening, a link or a pipe may have taken the file's place: neither is followed or waited for.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  await using handle = await open(file, flags);
  const state = await handle.stat();
  if (!state.isFile()) return { bytes: null, size: null };
  if (state.size > mostBytes) return { bytes: null, size: state.size };
  return { bytes: await handle.readFile(), size: state.size };
}

function unreadable(path: string, reason: UnreadableReason): FileOnDisk {
  return { source: { path, unreadable: reason }, blob: null };
}
