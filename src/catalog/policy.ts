import type { Library } from './library.ts';
import type { QualityTable } from './quality-table.ts';
import type { Taxonomy } from './taxonomy.generated.ts';

/** Taxonomy, quality table and index of a domain as they stand on the default branch at one commit. */
export type Policy = {
  taxonomy: Taxonomy;
  qualityTable: QualityTable;
  library: Library;
  /** The change's own taxonomy and table: the domain is new to the default branch, or its taxonomy there cannot be used. */
  proposed?: 'new' | 'mended';
};
