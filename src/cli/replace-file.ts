import { randomUUID } from 'node:crypto';
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
