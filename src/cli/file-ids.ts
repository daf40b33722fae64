import { type BigIntStats, readFileSync } from 'node:fs';
import { replaceFileNow } from './replace-file.ts';

/** Git's ids of files by what the file system says of them, so that what has not been touched is not even read. */
export type FileIds = {
  /** Null: the file may have changed, or was never seen. */
  idOf(path: string, state: BigIntStats): string | null;
  remember(path: string, state: BigIntStats, id: string): void;
};

export const noFileIds: FileIds = { idOf: () => null, remember: () => undefined };

/** A change within the same tick of a file system's clock may leave no trace; the coarsest tick in use is two seconds. */
const racyMilliseconds = 2_000n;

/** Keeps ids in a file, a line each: digest of the state, id, path. */
export function fileIds(file: string): FileIds & { save(): void } {
  const known = linesIn(file);
  const seen = new Map<string, string>();
  let hasNew = false;
  return {
    idOf(path, state) {
      const line = known.get(path);
      const mark = markOf(state);
      if (line === undefined || !line.startsWith(`${mark} `)) return null;
      seen.set(path, line);
      return line.slice(mark.length + 1);
    },
    remember(path, state, id) {
      const isSettled = BigInt(Date.now()) - latest(state) > racyMilliseconds;
      if (!isSettled) return;
      seen.set(path, `${markOf(state)} ${id}`);
      hasNew = true;
    },
    save() {
      if (!hasNew && seen.size >= known.size / 2) return;
      replaceFileNow(
        file,
        [...seen].map(([path, line]) => `${line} ${JSON.stringify(path)}\n`),
      );
    },
  };
}

/** All that changes when a file's content does; the time of the last change of the inode cannot be set by hand. */
function markOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${size}.${mtimeNs}.${ctimeNs}.${ino}`;
}

function latest({ mtimeMs, ctimeMs }: BigIntStats): bigint {
  return mtimeMs > ctimeMs ? mtimeMs : ctimeMs;
}

function linesIn(file: string): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  try {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [, kept, path] = /^(\S+ [0-9a-f]{40,64}) (".*")$/.exec(line) ?? [];
      if (kept !== undefined && path !== undefined) lines.set(JSON.parse(path), kept);
    }
  } catch {
    // There is none yet, or none that can be read.
  }
  return lines;
}
