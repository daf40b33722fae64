import type { Examination, FolderPolicy } from '../inspection/examine.ts';
import type { ListedFile } from '../inspection/tree.ts';
import { sha256 } from '../pattern/digests.ts';

/**
 * Remembers examinations by all that they depend on. Whatever is unexpected is a miss: an examination that is not found is made
 * again.
 */
export type ExaminationCache = {
  /** Names an examination before it is made; null when not all ids are known. */
  keyOf(folder: string, files: readonly ListedFile[], policy: FolderPolicy): string | null;
  get(keys: readonly string[]): Promise<ReadonlyMap<string, Examination>>;
  put(key: string, examination: Examination): void;
};

/** Remembers nothing. */
export const noCache: ExaminationCache = {
  keyOf: () => null,
  get: async () => new Map(),
  put: () => undefined,
};

/** Remembers for one run of a command, in which the same folder is met before and after a change. */
export function memoryCache(): ExaminationCache {
  const known = new Map<string, Examination>();
  return {
    keyOf,
    get: async keys =>
      new Map(keys.flatMap(key => (known.has(key) ? [[key, known.get(key) as Examination]] : []))),
    put: (key, examination) => void known.set(key, examination),
  };
}

const digests = new WeakMap<object, string>();

/** The folder, its files by name and content, and what they are examined by. Facts alone depend on no policy. */
export function keyOf(
  folder: string,
  files: readonly ListedFile[],
  { domain, taxonomy, rules }: FolderPolicy,
): string | null {
  if (files.some(({ id, unreadable }) => id === null && !unreadable)) return null;
  const contents = files
    .map(({ path, id, unreadable }) => `${path.slice(folder.length + 1)}:${unreadable ?? id}`)
    .sort();
  return [folder, ...contents, rules ? `${domain} ${digestOf(taxonomy)}` : 'facts'].join('\n');
}

/** Names a taxonomy by its content, once for each object. */
function digestOf(taxonomy: FolderPolicy['taxonomy']): string {
  if (taxonomy === null) return 'none';
  const known = digests.get(taxonomy) ?? sha256(JSON.stringify(taxonomy));
  digests.set(taxonomy, known);
  return known;
}
