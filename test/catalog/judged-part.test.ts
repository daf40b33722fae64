import { expect, test } from 'vitest';
import { digest, type JudgedParts, judgedPart, judgedPartsOf } from '../../src/catalog/judged-part.ts';
import { questionFor } from '../../src/catalog/questions.ts';
import { evidenceOf } from '../../src/evidence/evidence.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { judgedTexts } from './judged-texts.ts';

const folder = 'patterns/ml/optimization/prediction-caching';
const measured = { 'benchmark.py': 'print(1)\n', 'results.json': '{}\n' };

function read(text: string, beside: Record<string, string> = {}): JudgedParts {
  const [readme, ...others] = Object.entries({ 'README.md': text, ...beside }).map(([name, text]) =>
    parseFile({ path: `${folder}/${name}`, text }),
  );
  if (readme?.kind !== 'pattern') throw new Error('the text is no pattern');
  const evidence = evidenceOf(folder, path => others.find(file => file.path === path));
  return judgedPartsOf(readme.pattern, evidence);
}

/** What is written down of an agreement: requirement, question and judged part in one digest. */
function agreedTo(name: string, judged: JudgedParts): string {
  const requirement = 'The requirement';
  return digest([requirement, questionFor({ name, requirement }), judgedPart(judged, name).digest]);
}

const all = judgedTexts.get('all-of-it') ?? '';
const draft = judgedTexts.get('draft') ?? '';
const cases = {
  measured: read(all, measured),
  unmeasured: read(all),
  'with CRLF': read(all.replaceAll('\n', '\r\n'), measured),
  draft: read(draft),
};

// Written down by the first release; a digest that differs makes every agreement to such a text lapse.
test.each([
  ['Reproducibility', 'c8e832d96332', 'ad5feaba65a4', 'c8e832d96332', 'c2690fb23ac1'],
  ['performance', 'afa529731fe5', 'bfe83b118d0a', 'afa529731fe5', '6abc5ef09ff0'],
  ['Scalability', '3286ba33f5e4', '8dc8dc143944', '3286ba33f5e4', 'cba061ff203f'],
  ['Documentation', 'a5cf3168e224', 'a5cf3168e224', '803c3ab610bc', '898f5d60501d'],
  ['Ethics', '15b2bdb540a6', '15b2bdb540a6', '15b2bdb540a6', '5d1dad5913f7'],
  ['Security', 'ccca0e876e44', 'ccca0e876e44', '80b804e5cece', '93a689c666da'],
])('what was agreed to under %s stays agreed to', (name, ...digests) => {
  expect(Object.values(cases).map(read => agreedTo(name, read))).toEqual(digests);
});

test.each(['constructor', '__proto__', 'toString'])('a metric %s is one that we do not know', name => {
  expect(questionFor({ name, requirement: 'x' })).toBe('Is the requirement met: x?');
  expect(judgedPart(cases.measured, name)).toEqual(judgedPart(cases.measured, 'Security'));
  expect(judgedPart(cases.measured, name).place).toBeNull();
});
