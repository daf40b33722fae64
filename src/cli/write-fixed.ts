import { lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isReadable } from '../pattern/source-file.ts';
import { decode } from './decode.ts';
import type { FixedFile } from './fix-selected.ts';
import { replaceFile } from './replace-file.ts';

/** Writes fixed files, each in one step; one that is not what was read, or may not be written, is left and named. */
export async function writeFixed(
  root: string,
  files: readonly FixedFile[],
): Promise<{ written: FixedFile[]; complaints: string[] }> {
  const written: FixedFile[] = [];
  const complaints: string[] = [];
  for (const file of files) {
    const obstacle = await writeOne(root, file);
    if (obstacle === null) written.push(file);
    else complaints.push(`${file.path} was not written: ${obstacle}.`);
  }
  return { written, complaints };
}

async function writeOne(root: string, { path, before, after }: FixedFile): Promise<string | null> {
  const file = join(root, path);
  try {
    // A link above could lead out of the library; it has come since the folder was read.
    if ((await realpath(dirname(file))) !== join(await realpath(root), dirname(path)))
      return 'a folder above it is a symbolic link';
    const state = await lstat(file);
    if (state.isSymbolicLink()) return 'it is a symbolic link';
    if (!state.isFile()) return 'it is no file';
    if ((state.mode & 0o200) === 0) return 'it is read-only';
    const now = decode(path, await readFile(file));
    if (!isReadable(now) || now.text !== before) return 'it has changed since it was read';
    await replaceFile(file, after, state.mode & 0o7777);
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return `its folder or the file itself does not allow it (${error.code})`;
  }
}
