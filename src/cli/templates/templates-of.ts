import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Examiner } from '../../examiner/open-examiner.ts';
import { visible } from '../../pattern/visible.ts';
import type { LibraryFolder } from '../find-library.ts';
import { readWorkingTree } from '../read-working-tree.ts';
import type { Refusal } from '../refusal.ts';
import type { Guidelines } from './guidelines.ts';
import { templates } from './templates.ts';

/** The templates of a library as it lies there, by path. */
export async function templatesOf(
  library: LibraryFolder,
  examiner: Examiner,
): Promise<Record<string, string> | Refusal> {
  const { domains } = await readWorkingTree(library, examiner);
  const taxonomies: Guidelines['taxonomies'][number][] = [];
  for (const { domain, taxonomy } of domains) {
    if (taxonomy === null)
      return {
        refusal: `patterns/${visible(domain)}/taxonomy.yaml is missing or cannot be used, so there is nothing to make templates from. “patterns check” says what is wrong with it.`,
      };
    taxonomies.push(taxonomy);
  }
  const metrics = domains.flatMap(({ qualityTable }) => qualityTable.metrics);
  return templates({ taxonomies, metrics, command: await commandIn(library.root) });
}

/** What people type in this library: not how the command was called now, or each would write another text. */
async function commandIn(root: string): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => '');
  return /"patterns"\s*:\s*"[^"]*"/.test(text) ? 'npm run patterns --' : 'patterns';
}
