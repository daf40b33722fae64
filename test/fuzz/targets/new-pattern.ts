import { libraryOf } from '../../../src/catalog/library-of.ts';
import { nearDuplicates } from '../../../src/catalog/near-duplicates.ts';
import { draftText, pathOf } from '../../../src/cli/draft.ts';
import { planDraft } from '../../../src/cli/plan-draft.ts';
import { examine } from '../../../src/inspection/examine.ts';
import { acceptedPath, acceptedReadme } from '../../../src/rules/examples/example-accepted.ts';
import { alone, policy } from '../../examiner/examine-all.ts';
import { markdownPieces, yamlPieces } from '../../growth/pieces.ts';
import { facts } from '../../inspection/check-files.ts';
import { taxonomy } from '../../review/situation.ts';
import { inherited, type Target } from '../target.ts';

const library = libraryOf(facts({ [acceptedPath]: acceptedReadme() }), () => null);
const domain = { domain: 'ml', taxonomy, library } as Parameters<typeof planDraft>[0];

/** What somebody asks `patterns new` for, a line each; the draft must be a pattern that can be read. */
export const newPatternTarget: Target = {
  name: 'new-pattern',
  seeds: [
    'Result Cache\nOPT\n\n\nAnswers again what was asked.\nSlow answers\npytorch',
    'Dynamic Batching\n\n\n\n\n\n',
  ],
  words: [
    ...markdownPieces,
    ...yamlPieces,
    ...inherited,
    'ML-OPT-007',
    'OPT',
    'pytorch',
    'Prediction Caching',
  ],
  run(text) {
    const [name, area, fingerprint, topic, summary, symptom, frameworks] = text
      .split('\n')
      .map(line => line || undefined);
    const wishes = { name, area, fingerprint, topic, summary, symptom };
    const draft = planDraft(domain, { ...wishes, frameworks: frameworks?.split(',') ?? [] });
    if ('refusal' in draft) return;
    const file = { path: pathOf(draft), text: draftText(draft) };
    const { files, faults } = examine(alone(file), policy);
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    const own = libraryOf(files, () => null).entries;
    for (const entry of own) nearDuplicates(entry, library);
  },
};
