import type { Metric } from '../../catalog/quality-table.ts';
import type { Taxonomy } from '../../catalog/taxonomy.ts';

/** What a repository's templates are made from: the very guidelines that its rules enforce. */
export type Guidelines = {
  taxonomies: readonly Taxonomy[];
  /** The rows of all quality tables. */
  metrics: readonly Metric[];
  /** What people type to check on their machine: `npm run patterns --`. */
  command: string;
};
