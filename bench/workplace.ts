import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where libraries, peers and caches of a benchmark lie: outside the repository. */
export type Workplace = {
  directory: string;
  /** Returns a new empty folder. */
  emptyFolder(): string;
  remove(): void;
};

/** Opens a folder that stays, for the next benchmark to find its libraries in, or a new one that `remove` removes. */
export function openWorkplace(kept: string | null): Workplace {
  if (kept !== null) mkdirSync(kept, { recursive: true });
  const directory = kept ?? mkdtempSync(join(tmpdir(), 'pattern-librarian-bench-'));
  const passing = mkdtempSync(join(directory, 'passing-'));
  return {
    directory,
    emptyFolder: () => mkdtempSync(join(passing, 'folder-')),
    remove: () => rmSync(kept === null ? directory : passing, { recursive: true, force: true }),
  };
}
