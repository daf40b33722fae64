/** Where a pattern lives: `patterns/<domain>/<category>/<slug>/README.md`. */
export type PatternPlace = {
  domain: string;
  /** With its domain, as the front matter spells it: `ml/optimization`. */
  category: string;
  slug: string;
};

/** The place of a pattern's README, or null for every other path. */
export function placeOf(path: string): PatternPlace | null {
  const [root, domain, category, slug, file, ...deeper] = path.split('/');
  if (root !== 'patterns' || !domain || !category || !slug || file !== 'README.md' || deeper.length > 0)
    return null;
  return { domain, category: `${domain}/${category}`, slug };
}

/** The files beside a README that are its proof; the runner writes all but the script. */
export const evidenceFiles = ['benchmark.py', 'results.json', 'chart.svg'] as const;

/** The name of such a file directly in a pattern's folder, or null for every other path. */
export function evidenceFileOf(path: string): (typeof evidenceFiles)[number] | null {
  const folder = patternFolderOf(path);
  return evidenceFiles.find(name => path === `${folder}/${name}`) ?? null;
}

/** Whether a path is a part of the Python module that the benchmarks of a domain share. */
export function isModule(path: string): boolean {
  return /^patterns\/[^/]+\/measure\/[^/]+\.py$/.test(path);
}

/** `patterns/<category>/<slug>`: the folder of a pattern. */
export function folderOf(place: { category: string; slug: string }): string {
  return `patterns/${place.category}/${place.slug}`;
}

/** The folder that a path lies in; of one at the top, nothing. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder of the pattern that a path lies in, or null when it lies in none. */
export function patternFolderOf(path: string): string | null {
  const parts = path.split('/');
  return parts[0] === 'patterns' && parts.length > 4 ? parts.slice(0, 4).join('/') : null;
}

/** `patterns/<domain>/…` → the domain; null for paths elsewhere and for files directly in `patterns/`. */
export function domainOf(path: string): string | null {
  const parts = path.split('/');
  return parts[0] === 'patterns' && parts.length > 2 ? (parts[1] ?? null) : null;
}
