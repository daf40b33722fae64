import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readQualityTable } from '../../catalog/quality-table.ts';
import type { Parser } from '../../examiner/open-parser.ts';
import { visible } from '../../pattern/visible.ts';
import { allRules } from '../../rules/all-rules.ts';
import type { LibraryFolder } from '../find-library.ts';
import { readLibrary } from '../read-library.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Guidelines } from './guidelines.ts';
import { templates } from './templates.ts';

/** The templates of a library as it lies there, by path. */
export async function templatesOf(
  library: LibraryFolder,
  parser: Parser,
): Promise<Record<string, string> | Refusal> {
  const domains = await readLibrary(library, parser);
  if (isRefusal(domains)) return domains;
  const taxonomies: Guidelines['taxonomies'][number][] = [];
  for (const { domain, taxonomy } of domains) {
    if (taxonomy === null)
      return {
        refusal: `patterns/${visible(domain)}/taxonomy.yaml is missing or cannot be used, so there is nothing to make templates from. “patterns check” says what is wrong with it.`,
      };
    taxonomies.push(taxonomy);
  }
  const ruleIds = allRules.map(({ id }) => id);
  const metrics = domains
    .flatMap(({ files }) => files)
    .flatMap(file => (file.kind === 'handbook' ? readQualityTable(file.markdown.body, ruleIds).metrics : []));
  return templates({ taxonomies, metrics, command: await commandIn(library.root) });
}

/** What people type in this library: not how the command was called now, or each would write another text. */
async function commandIn(root: string): Promise<string> {
  const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => '');
  return /"patterns"\s*:\s*"[^"]*"/.test(text) ? 'npm run patterns --' : 'patterns';
}
