import { describe, expect, test } from 'vitest';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { checkFiles, type Files } from '../inspection/check-files.ts';
import { batching, caching, draft, findingsOf, readme } from './findings-of.ts';

const here = readme('prediction-caching');
const there = readme('response-caching', 'serving');
const errorsOf = (files: Files, base?: Files, taxonomy?: string): string[] =>
  checkFiles(base ? { files, base } : { files }, taxonomy)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ ruleId, path }) => `${ruleId} ${path}`);

describe('fingerprint-unchanged', () => {
  const base = { [here]: draft(caching) };

  test('another one is an error that says which to put back', () => {
    expect(
      findingsOf('fingerprint-unchanged', { [here]: draft({ ...caching, fingerprint: 'ML-OPT-010' }) }, base),
    ).toEqual([
      `${here}:2:14 The fingerprint of this pattern is \`ML-OPT-008\` and is now \`ML-OPT-010\`. Fingerprints never change: put \`ML-OPT-008\` back.`,
    ]);
  });

  test('none is an error at the beginning', () => {
    const { fingerprint, ...rest } = caching;
    expect(findingsOf('fingerprint-unchanged', { [here]: draft(rest) }, base)).toEqual([
      `${here}:1:1 The fingerprint of this pattern is \`${fingerprint}\` and is gone. Fingerprints never change: put \`${fingerprint}\` back.`,
    ]);
  });

  test('changing anything else is no concern of it, and nor is a front matter that cannot be read', () => {
    expect(
      findingsOf(
        'fingerprint-unchanged',
        { [here]: draft({ ...caching, name: 'Caching' }, '# New\n') },
        base,
      ),
    ).toEqual([]);
    expect(findingsOf('fingerprint-unchanged', { [here]: '# No front matter\n' }, base)).toEqual([]);
    expect(findingsOf('fingerprint-unchanged', { [here]: draft(caching) }, {})).toEqual([]);
  });

  test('two patterns may change folders, each keeping its fingerprint', () => {
    const other = readme('dynamic-batching');
    const before = { [here]: draft(caching), [other]: draft(batching) };
    expect(errorsOf({ [here]: draft(batching), [other]: draft(caching) }, before)).toEqual([]);
  });

  test('a pattern that moves away may leave its folder to a new one', () => {
    const newer = draft({ fingerprint: 'ML-OPT-010', name: 'Prefetching', category: 'ml/optimization' });
    expect(errorsOf({ [here]: newer, [readme('answer-caching')]: draft(caching) }, base)).toEqual([]);
  });

  test('but a fingerprint cannot be taken from a pattern that stays', () => {
    const files = {
      [here]: draft({ ...caching, fingerprint: 'ML-OPT-010' }),
      [readme('thief')]: draft({ ...caching, name: 'Thief' }),
    };
    expect(errorsOf(files, base)).toEqual([`fingerprint-unchanged ${here}`]);
  });
});

describe('a renamed pattern', () => {
  test.each([
    ['in its category', readme('answer-caching'), draft(caching)],
    ['with another name', readme('answer-caching'), draft({ ...caching, name: 'Answer Caching' })],
  ])('%s is neither a duplicate nor removed', (_, path, text) => {
    expect(errorsOf({ [path]: text }, { [here]: draft(caching) })).toEqual([]);
  });

  test('into another category is told that its area does not go there, and nothing else', () => {
    expect(
      errorsOf({ [there]: draft({ ...caching, category: 'ml/serving' }) }, { [here]: draft(caching) }),
    ).toEqual([`fingerprint-area ${there}`]);
  });

  test('copied instead of moved: the copy is told, and whoever had the fingerprint keeps it', () => {
    const files = { [here]: draft(caching), [readme('answer-caching')]: draft(caching) };
    const found = findingsOf('fingerprint-unique', files, { [here]: draft(caching) });
    expect(found).toEqual([
      `${readme('answer-caching')}:2:14 \`ML-OPT-008\` already belongs to \`Prediction Caching\` (\`${here}\`). The next free one is \`ML-OPT-001\`.`,
    ]);
  });
});

describe('removed-retired', () => {
  const base = {
    [here]: draft(caching),
    [there]: draft({ ...caching, fingerprint: 'ML-SERV-001', name: 'Other', category: 'ml/serving' }),
  };
  const kept = { [there]: base[there] ?? '' };
  const taxonomyPath = 'patterns/ml/taxonomy.yaml';
  const retiring = exampleTaxonomy.replace('[ML-OPT-099]', '[ML-OPT-099, ML-OPT-008]');

  test('removing is an error that says what to do', () => {
    expect(findingsOf('removed-retired', kept, base)).toEqual([
      `${here}:1:1 \`Prediction Caching\` is removed, so \`ML-OPT-008\` must be retired: add it to \`retired\` in \`patterns/ml/taxonomy.yaml\`, or keep the pattern with \`status: deprecated\`.`,
    ]);
  });

  test('retiring in the same change is what is asked', () => {
    const before = { ...base, [taxonomyPath]: exampleTaxonomy };
    expect(errorsOf({ ...kept, [taxonomyPath]: retiring }, before)).toEqual([]);
    expect(errorsOf(kept, base, retiring)).toEqual([]);
  });

  test('a broken taxonomy or a strange list retires nothing', () => {
    for (const text of ['retired: ML-OPT-008', 'retired: {ML-OPT-008: 1}', 'retired: [8]', '- a', '', 'a: ['])
      expect(findingsOf('removed-retired', { ...kept, [taxonomyPath]: text }, base)).toHaveLength(1);
  });

  test('a README that is gone or broken while its folder stays is not a removal', () => {
    expect(
      findingsOf('removed-retired', { ...kept, [here.replace('README.md', 'notes.txt')]: '' }, base),
    ).toEqual([]);
    expect(findingsOf('removed-retired', { ...kept, [here]: '# Broken' }, base)).toEqual([]);
  });

  test('without a base it is listed as not checked', () => {
    const report = checkFiles({ files: kept });
    expect(report.notChecked).toEqual([
      'fingerprint-unchanged',
      'fingerprint-planned',
      'removed-retired',
      'still-needed',
      'claimed',
      'generated-index',
    ]);
  });
});

describe('fingerprint-retired and fingerprint-area', () => {
  test('a retired one is never used again, not even by its own pattern', () => {
    const files = { [here]: draft({ ...caching, fingerprint: 'ML-OPT-099' }) };
    expect(findingsOf('fingerprint-retired', files)).toEqual([
      `${here}:2:14 \`ML-OPT-099\` is retired and never used again. The next free one is \`ML-OPT-001\`.`,
    ]);
    expect(findingsOf('fingerprint-retired', files, files)).toHaveLength(1);
  });

  test.each([
    ['NLP-OPT-008', '`NLP-OPT-008` begins with `NLP`; fingerprints of this domain begin with `ML`.'],
    ['ML-ABC-008', 'The area code `ABC` does not exist; expected `OPT`.'],
    ['ML-MON-008', 'The area code `MON` belongs to `ml/monitoring`; for `ml/optimization` it is `OPT`.'],
  ])('%s', (fingerprint, says) => {
    expect(findingsOf('fingerprint-area', { [here]: draft({ ...caching, fingerprint }) })).toEqual([
      `${here}:2:14 ${says}`,
    ]);
  });

  test.each(['ML-OPT-8', '"8"', '[]', '""'])('%s is left to the schema', fingerprint => {
    const files = { [here]: draft({ ...caching, fingerprint }) };
    for (const rule of ['fingerprint-area', 'fingerprint-retired', 'fingerprint-unique'])
      expect(findingsOf(rule, files)).toEqual([]);
    expect(findingsOf('schema', files)).toHaveLength(1);
  });

  test('with an unknown category, the area is judged as far as it can be', () => {
    const files = { [here]: draft({ ...caching, category: 'ml/none', fingerprint: 'ML-ABC-001' }) };
    expect(findingsOf('fingerprint-area', files)).toEqual([
      `${here}:2:14 The area code \`ABC\` does not exist; expected \`OPT\`, \`SERV\`, \`MON\` or \`PRIV\`.`,
    ]);
  });
});

test('name-unique compares what people hear', () => {
  const other = readme('caching', 'serving');
  const named = (name: string) => ({
    [here]: draft(caching),
    [other]: draft({ fingerprint: 'ML-SERV-001', name, category: 'ml/serving' }),
  });
  expect(findingsOf('name-unique', named('"prediction—CACHING!"'))).toEqual([
    `${here}:3:7 The name \`Prediction Caching\` is taken by \`ML-SERV-001\` (\`${other}\`). Choose another, or extend that pattern.`,
    `${other}:3:7 The name \`prediction—CACHING!\` is taken by \`ML-OPT-008\` (\`${here}\`). Choose another, or extend that pattern.`,
  ]);
  expect(findingsOf('name-unique', named('Prediction Caches'))).toEqual([]);
  expect(
    findingsOf('name-unique', {
      [here]: draft({ ...caching, name: '"🚀🚀🚀"' }),
      [other]: draft({ ...batching, name: '"🔥🔥🔥"' }),
    }),
  ).toEqual([]);
});

describe('fingerprint-planned', () => {
  const serving = readme('compression');
  const taking = (fingerprint: string, name: string) =>
    draft({ fingerprint, name, category: 'ml/optimization' });
  const found = (text: string, base?: Files) => findingsOf('fingerprint-planned', { [serving]: text }, base);

  test('what is planned for another topic is told, with both ways out', () => {
    expect(found(taking('ML-OPT-007', 'Response Compression'), {})).toEqual([
      `${serving}:2:14 \`ML-OPT-007\` is planned for \`Dynamic Batching\`. If this is that pattern, give it that name; otherwise take \`ML-OPT-001\`.`,
    ]);
  });

  test('the topic itself is not, whatever its case and punctuation; nor what is not planned, or was there before', () => {
    expect(found(taking('ML-OPT-007', 'dynamic-batching'), {})).toEqual([]);
    expect(found(taking('ML-OPT-010', 'Response Compression'), {})).toEqual([]);
    const text = taking('ML-OPT-007', 'Response Compression');
    expect(found(text, { [serving]: text })).toEqual([]);
    expect(found(text, { [readme('moved')]: text })).toEqual([]);
  });
});
