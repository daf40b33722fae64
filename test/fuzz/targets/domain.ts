import { indexFiles } from '../../../src/catalog/index-page.ts';
import { libraryOf } from '../../../src/catalog/library-of.ts';
import { readQualityTable } from '../../../src/catalog/quality-table.ts';
import { readTaxonomy } from '../../../src/catalog/taxonomy.ts';
import { examine } from '../../../src/inspection/examine.ts';
import { parseFile } from '../../../src/pattern/parsed-file.ts';
import { ownLabels } from '../../../src/review/labels.ts';
import { allRules } from '../../../src/rules/all-rules.ts';
import { acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { exampleTaxonomy } from '../../../src/rules/examples/example-taxonomy.ts';
import { markdownPieces, yamlPieces } from '../../growth/pieces.ts';
import { handbookWith } from '../../review/situation.ts';
import { bundled, unbundled } from '../bundle.ts';
import { inherited, type Target } from '../target.ts';

const ruleIds = allRules.map(({ id }) => id);
const readme = { path: acceptedPath, text: acceptedReadme() };

/** A domain’s own files: the taxonomy and the handbook, and what is judged by them. */
export const domainTarget: Target = {
  name: 'domain',
  seeds: [
    bundled({
      'taxonomy.yaml': exampleTaxonomy,
      'README.md': handbookWith(['| a | b | `links` · a maintainer |']),
    }),
  ],
  words: [...yamlPieces, ...markdownPieces, ...inherited, '`links`', ' · ', 'ML-OPT-008', '"fbca04"'],
  run(text) {
    const files = [...unbundled(text)].map(([name, text]) => ({ path: `patterns/ml/${name}`, text }));
    const { faults } = examine({ path: 'patterns/ml', files }, { domain: 'ml', taxonomy: null, rules: true });
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    for (const parsed of files.map(file => parseFile(file))) {
      if (parsed.kind === 'handbook') readQualityTable(parsed.markdown.body, ruleIds);
      if (parsed.kind !== 'taxonomy') continue;
      const { taxonomy } = readTaxonomy(parsed.yaml, 'ml');
      if (taxonomy === null) continue;
      ownLabels([taxonomy])('ml/optimization');
      const judged = examine(
        { path: 'patterns/ml/x', files: [readme] },
        { domain: 'ml', taxonomy, rules: true },
      );
      if (judged.faults.length > 0) throw new Error(JSON.stringify(judged.faults));
      indexFiles(
        libraryOf(judged.files, () => null),
        taxonomy,
      );
    }
  },
};
