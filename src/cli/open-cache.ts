import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { examinerProcess } from '../examiner/own-code.ts';
import { type ExaminationCache, memoryCache } from '../planning/examination-cache.ts';
import { diskCache } from './disk-cache.ts';
import { type FileIds, fileIds, noFileIds } from './file-ids.ts';

/** What is remembered of a library between two runs; `save` writes what is new, and never fails a command. */
export type Cache = { examinations: ExaminationCache; ids: FileIds; save(): void };

/**
 * Opens the cache of a library, outside of it. It is kept for this very program (from source, rules change without notice, so
 * nothing is kept), and in CI nothing is read: there, what has passed was looked at.
 */
export function openCache(root: string, env: Readonly<Record<string, string | undefined>>): Cache {
  const folder = env.CI || !examinerProcess.endsWith('.mjs') ? null : cacheFolder(root, env);
  if (folder === null) return { examinations: memoryCache(), ids: noFileIds, save: () => undefined };
  const examinations = diskCache(join(folder, 'examinations'));
  const ids = fileIds(join(folder, 'ids'));
  return {
    examinations,
    ids,
    save() {
      try {
        mkdirSync(folder, { recursive: true });
        examinations.save();
        ids.save();
      } catch {
        // A disk that is full or closed costs the next run its time, and this one nothing.
      }
    },
  };
}

function cacheFolder(root: string, env: Readonly<Record<string, string | undefined>>): string | null {
  const { XDG_CACHE_HOME: named = '' } = env;
  const base = isAbsolute(named) ? named : join(homedir(), '.cache');
  try {
    const program = createHash('sha256').update(readFileSync(examinerProcess)).digest('hex');
    const library = createHash('sha256').update(root).digest('hex');
    return join(base, 'pattern-librarian', `${program.slice(0, 16)}-${library.slice(0, 16)}`);
  } catch {
    return null;
  }
}
