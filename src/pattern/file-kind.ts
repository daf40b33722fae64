import { evidenceFileOf, isModule, placeOf } from './place.ts';

/** What a path holds, by its place alone. */
export type FileKind =
  | 'pattern'
  | 'handbook'
  | 'taxonomy'
  | (typeof evidenceKinds)[keyof typeof evidenceKinds]
  | 'reproductions'
  | 'module'
  | 'index'
  | 'other';

export function kindOf(path: string): FileKind {
  if (placeOf(path)) return 'pattern';
  const evidence = evidenceFileOf(path);
  if (evidence !== null) return evidenceKinds[evidence];
  if (isModule(path)) return 'module';
  const [root, domain, file, ...deeper] = path.split('/');
  if (root !== 'patterns' || !domain) return 'other';
  if (isShardPath(path)) return 'index';
  if (deeper.length > 0) return 'other';
  if (file === 'README.md') return 'handbook';
  if (file === 'taxonomy.yaml') return 'taxonomy';
  if (file === 'reproductions.json') return 'reproductions';
  return file === 'INDEX.md' || file === 'index.json' ? 'index' : 'other';
}

/** Whether the index of a category may lie at a path, beside the folders of its patterns. */
export function isShardPath(path: string): boolean {
  return /^patterns\/[^/]+\/[^/]+\/index\.json$/.test(path);
}

const evidenceKinds = { 'benchmark.py': 'script', 'results.json': 'results', 'chart.svg': 'chart' } as const;

const unparsed: readonly FileKind[] = ['other', 'index', 'module'];

/** Whether the text of the file at this path is needed. */
export function isParsed(path: string): boolean {
  return !unparsed.includes(kindOf(path));
}
