import type { FileFacts } from '../catalog/file-facts.ts';
import type { QualityTable } from '../catalog/quality-table.ts';
import type { Taxonomy } from '../catalog/taxonomy.ts';
import { factsOnly } from '../inspection/examine.ts';
import type { ListedFile, Tree } from '../inspection/tree.ts';
import { type Examining, examineFiles } from './examine-files.ts';

/** What judges the patterns of a domain: its taxonomy and its quality table as they stand at one moment. */
export type DomainPolicy = {
  domain: string;
  /** Null: it is missing or cannot be used. */
  taxonomy: Taxonomy | null;
  /** Why the taxonomy cannot be used, as a sentence; null where it can. */
  whyNot: string | null;
  qualityTable: QualityTable;
  /** Not the default branch's, but the change's own. */
  proposed?: 'new' | 'mended';
};

/** Asks nothing. */
export const noTable: QualityTable = { metrics: [], problems: [] };

/** Reads the policy that a tree has in these files of `patterns/<domain>/`. */
export async function readPolicy(
  examining: Examining,
  tree: Tree,
  domain: string,
  files: readonly ListedFile[],
): Promise<DomainPolicy> {
  const { examinations } = await examineFiles(examining, tree, files, factsOnly);
  return policyIn(
    domain,
    examinations.flatMap(examination => examination.files),
  );
}

/** The policy in the files directly in `patterns/<domain>/`. */
export function policyIn(domain: string, files: readonly FileFacts[]): DomainPolicy {
  const folder = `patterns/${domain}`;
  const taxonomyFile = files.find(({ path }) => path === `${folder}/taxonomy.yaml`);
  const handbook = files.find(({ path }) => path === `${folder}/README.md`);
  const reading = taxonomyFile?.kind === 'taxonomy' ? taxonomyFile.taxonomy : null;
  const [first] = reading?.problems ?? [];
  const why = first ? `line ${first.range.start.line}: ${first.message}` : 'it is missing or cannot be read.';
  return {
    domain,
    taxonomy: reading?.taxonomy ?? null,
    whyNot: reading?.taxonomy
      ? null
      : `\`${folder}/taxonomy.yaml\` on the default branch cannot be used: ${why}`,
    qualityTable: handbook?.kind === 'handbook' ? handbook.table : noTable,
  };
}
