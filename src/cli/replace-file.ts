import { randomUUID } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';

/**
 * Puts a text in a file's place at once, so that nobody ever reads half of it. A link there is replaced, not followed.
 * `mode` are its permissions, where they are not those of a new file.
 */
export async function replaceFile(file: string, text: string, mode?: number): Promise<void> {
  const written = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(written, text, { flag: 'wx' });
    if (mode !== undefined) await chmod(written, mode);
    await rename(written, file);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
}

/** The same at once and of a text in parts, which may be too long for one string. */
export function replaceFileNow(file: string, parts: Iterable<string>): void {
  const written = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = openSync(written, 'wx');
    try {
      for (const part of parts) writeSync(handle, part);
    } finally {
      closeSync(handle);
    }
    renameSync(written, file);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
}
