import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tests as commonMark } from 'commonmark-spec';
import { allRules } from '../../src/rules/all-rules.ts';

/** What inputs are made from: texts that people wrote, and the examples of the specifications. */
export type Corpus = { texts: readonly string[]; examples: readonly string[] };

const root = join(import.meta.dirname, '../..');

/** All Markdown of this repository, and the examples of CommonMark's specification. */
export function ownCorpus(): Corpus {
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
  for (const folder of ['docs', 'patterns', 'test/replay'])
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (path.endsWith('.md')) paths.push(join(folder, path));
  const texts = paths.map(path => readFileSync(join(root, path), 'utf8'));
  return { texts: [...new Set([...texts, ...ruleExamples()])], examples: specificationExamples() };
}

/** The Markdown in the examples of all rules. */
export function ruleExamples(): string[] {
  return allRules
    .flatMap(({ failing, passing }) => [failing.files, failing.base ?? {}, passing.files, passing.base ?? {}])
    .flatMap(files => Object.entries(files))
    .filter(([path]) => path.endsWith('.md'))
    .map(([, text]) => text);
}

/** The examples of CommonMark's specification, and Markdown that GitHub's extensions of it are about. */
function specificationExamples(): string[] {
  const gfm: string[] = JSON.parse(readFileSync(join(import.meta.dirname, 'gfm.json'), 'utf8'));
  return [...commonMark.map(({ markdown }) => markdown.replaceAll('→', '\t')), ...gfm];
}
