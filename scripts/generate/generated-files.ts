import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A generated file that is not what it should be; `wanted` is null where nothing makes it any more. */
export type Slip = { path: string; kind: 'missing' | 'out of date' | 'left over'; wanted: string | null };

/** Compares what should be generated with what lies in `root`; pages in `folders` are all generated, so no other may be there. */
export async function slipsIn(
  root: string,
  wanted: ReadonlyMap<string, string>,
  folders: readonly string[],
): Promise<Slip[]> {
  const slips: Slip[] = [];
  for (const [path, text] of wanted) {
    const present = await readFile(join(root, path), 'utf8').catch(() => null);
    if (present === text) continue;
    slips.push({ path, kind: present === null ? 'missing' : 'out of date', wanted: text });
  }
  for (const folder of folders)
    for (const name of (await readdir(join(root, folder)).catch(() => [])).sort()) {
      const path = `${folder}/${name}`;
      if (name.endsWith('.md') && !wanted.has(path)) slips.push({ path, kind: 'left over', wanted: null });
    }
  return slips;
}

/** Writes what is missing or out of date and removes what is left over. */
export async function mend(root: string, slips: readonly Slip[]): Promise<void> {
  for (const { path, wanted } of slips) {
    const file = join(root, path);
    if (wanted === null) {
      await rm(file);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, wanted);
  }
}
