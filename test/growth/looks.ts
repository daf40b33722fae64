import { openFastMarkdown } from '../../src/examiner/fast-markdown.ts';
import { examine } from '../../src/inspection/examine.ts';
import { isConventional } from '../../src/pattern/conventional-markdown.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';
import { cachingDraft } from '../../src/rules/examples/example.ts';
import { path, policy } from '../examiner/examine-all.ts';
import { type Growing, markdownFamily, yamlFamily } from './family.ts';

/** A family of texts and how each of them is looked at: parsed, and by every rule. */
export type Look = { name: string; family: Growing[]; look(text: string): void };

export async function looks(): Promise<Look[]> {
  const { parseBody } = await openFastMarkdown(['wasi']);
  const readme = (text: string): string => `${cachingDraft}\n${text}\n`;
  const examined = (file: SourceFile, parse = parseFile): void => {
    examine({ path: 'patterns/ml/optimization/x', files: [file] }, policy, parse);
  };
  return [
    {
      name: 'a README, read by micromark',
      family: markdownFamily(),
      look: text => examined({ path: path('x'), text: readme(text) }),
    },
    {
      name: 'a README, read by satteri',
      family: markdownFamily().filter(({ text }) => isConventional(readme(text(24_000)))),
      look: text => examined({ path: path('x'), text: readme(text) }, file => parseFile(file, parseBody)),
    },
    {
      name: 'front matter',
      family: yamlFamily(),
      look: text => examined({ path: path('x'), text: `---\n${text}\n---\n\n# Title\n` }),
    },
    {
      name: 'a taxonomy',
      family: yamlFamily(),
      look: text => examined({ path: 'patterns/ml/taxonomy.yaml', text }),
    },
  ];
}
