import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Results } from '../../src/evidence/results.ts';
import {
  accepted,
  acceptedKeys,
  acceptedPath,
  acceptedReadme,
} from '../../src/rules/examples/example-accepted.ts';
import { exampleScript } from '../../src/rules/examples/example-results.ts';
import { checkFiles, type Files } from '../inspection/check-files.ts';
import { findingsOf } from './findings-of.ts';

const folder = acceptedPath.replace('README.md', '');
const at = (name: string): string => `${folder}${name}`;
const readmeOf = (files: Files): string => files[acceptedPath] ?? '';
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
const found = (rule: string, files: Files): string[] =>
  findingsOf(rule, files).map(line => line.slice(folder.length));
const foundWith = (rule: string, results: Partial<Results>): string[] =>
  found(rule, accepted({}, {}, acceptedKeys, results).files);

const evidenceRules = [
  'results',
  'results-current',
  'evidence-current',
  'chart-current',
  'examples-ran',
  'baseline',
  'scale-axis',
  'untested',
  'resources',
  'figures',
  'specification-figures',
  'framework-compatibility',
  'fairness-groups',
];

describe('what is not there', () => {
  const bare = { [acceptedPath]: acceptedReadme({ Evidence: 'To come.' }) };

  test('is told once, by one rule', () => {
    expect(found('benchmark', bare)).toEqual([
      `README.md:${lineOf(readmeOf(bare), '## Evidence')}:1 There is no \`benchmark.py\` beside this README, so nothing was measured. Write the experiment as the handbook says; \`patterns reproduce ML-OPT-008\` then writes the results, the chart and this section.`,
    ]);
    for (const rule of evidenceRules) expect(found(rule, bare)).toEqual([]);
  });

  test('and what is missing is named', () => {
    const { files } = accepted();
    const without = (...names: string[]): string[] =>
      found(
        'benchmark',
        Object.fromEntries(Object.entries(files).filter(([path]) => !names.some(name => path === at(name)))),
      );
    expect(without('chart.svg')[0]).toMatch(
      /There is no `chart\.svg` beside this README\. Let `patterns reproduce ML-OPT-008` measure and write it\.$/,
    );
    expect(without('chart.svg', 'results.json')[0]).toMatch(
      /no `results\.json` or `chart\.svg` beside this README\. Let .* write them\.$/,
    );
    expect(without('benchmark.py')[0]).toMatch(/no `benchmark\.py`/);
  });

  test('a file that cannot be read is not missing', () => {
    const files = accepted({}, { [at('benchmark.py')]: '\uFFFD' }).files;
    expect(found('benchmark', files)).toEqual([]);
    expect(found('readable', files)).toHaveLength(1);
  });

  test('a draft is advised, and one without a readable front matter is left alone', () => {
    const severity = (readme: string) =>
      checkFiles({ files: { [acceptedPath]: readme } }).diagnostics.find(
        ({ ruleId }) => ruleId === 'benchmark',
      )?.severity;
    expect(severity(acceptedReadme())).toBe('error');
    expect(severity(acceptedReadme({}, acceptedKeys.replace('accepted', 'draft')))).toBe('info');
    expect(severity('# No front matter\n')).toBeUndefined();
  });
});

describe('results', () => {
  const edited = (change: (text: string) => string): Files => {
    const { files } = accepted();
    return { ...files, [at('results.json')]: change(files[at('results.json')] ?? '') };
  };

  test('what does not follow is told where it stands, and no other rule relies on it', () => {
    const files = edited(text => text.replace('"supports"', '"contradicts"'));
    const text = files[at('results.json')] ?? '';
    // At a hundred entries the claim was contradicted before, so the second one is ours.
    const second = text.indexOf('"contradicts"', text.indexOf('"contradicts"') + 1);
    const line = text.slice(0, second).split('\n').length;
    expect(found('results', files)).toEqual([
      `results.json:${line}:19 The verdict is given as \`contradicts\`, but the interval gives \`supports\`. \`patterns reproduce ML-OPT-008\` writes this file; run it instead of editing.`,
    ]);
    for (const rule of evidenceRules.filter(id => !['results', 'chart-current'].includes(id)))
      expect(found(rule, files)).toEqual([]);
  });

  test('no JSON, an empty file, JSON of another kind', () => {
    for (const text of ['', 'version: 1\n', '{', '[]', 'null', '"x"', '{"version": 2}']) {
      const lines = found(
        'results',
        edited(() => text),
      );
      expect(lines).not.toEqual([]);
      for (const line of lines) expect(line).toMatch(/^results\.json:.*patterns reproduce/);
    }
  });

  test('whatever is done to the file, no rule breaks', () => {
    const { files } = accepted();
    const text = files[at('results.json')] ?? '';
    const number = fc.constantFrom('-1', '0', '1e308', '1e-308', '0.152', '7', 'null', '"a"', '[]', '{}');
    const cut = fc.nat(text.length - 1);
    fc.assert(
      fc.property(fc.array(fc.tuple(cut, number), { maxLength: 3 }), fc.boolean(), (edits, shorten) => {
        let changed = text;
        for (const [offset, value] of edits)
          changed = changed.replace(/[-\d.]+(?=[,\n\]])/g, (match, index: number) =>
            Math.abs(index - offset) < 40 ? value : match,
          );
        if (shorten && edits[0]) changed = changed.slice(0, edits[0][0]);
        const report = checkFiles({ files: { ...files, [at('results.json')]: changed } });
        expect(report.faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what must be current', () => {
  test('a script that has changed', () => {
    const { files } = accepted({}, { [at('benchmark.py')]: `${exampleScript}# More.\n` });
    expect(found('results-current', files)).toEqual([
      `README.md:${lineOf(readmeOf(files), '## Evidence')}:1 \`benchmark.py\` is not the one that \`results.json\` was measured with: it has changed since. Measure again with \`patterns reproduce ML-OPT-008\`.`,
    ]);
  });

  test('a chart of other results, and one that says nothing', () => {
    const { files } = accepted();
    const chart = files[at('chart.svg')] ?? '';
    const told = (text: string): string[] => found('chart-current', { ...files, [at('chart.svg')]: text });
    expect(told(chart)).toEqual([]);
    expect(told(chart.replace(/[0-9a-f]{64}/, '0'.repeat(64)))[0]).toMatch(/drawn from another/);
    expect(told(chart.replace('></svg>', '><text>10×</text></svg>'))[0]).toMatch(
      /was changed after it was drawn/,
    );
    expect(told('')[0]).toMatch(/does not say what it was drawn from/);
  });

  test('the generated part: the first line that differs is shown', () => {
    const { files } = accepted();
    const told = (change: (readme: string) => string): string[] =>
      found('evidence-current', { ...files, [acceptedPath]: change(readmeOf(files)) });
    const line = lineOf(readmeOf(files), 'Supported at');
    const says =
      'From here on, this section is not what `results.json` gives. Let `patterns reproduce ML-OPT-008` write it; do not edit it.';
    expect(told(readme => readme)).toEqual([]);
    expect(told(readme => readme.replaceAll('\n', '\r\n'))).toEqual([]);
    expect(told(readme => readme.replace('## Context', 'Our own words.\n\n## Context'))).toEqual([]);
    expect(told(readme => readme.replace('Supported at', 'Proven at'))).toEqual([
      `README.md:${line}:1 ${says}`,
    ]);
    expect(told(readme => readme.replace('<!-- /evidence -->', 'More.\n\n<!-- /evidence -->'))).toHaveLength(
      1,
    );
    expect(
      told(readme => readme.replace(/(<!-- evidence[^>]*>)[\s\S]*(<!-- \/evidence)/, '$1\n$2')),
    ).toHaveLength(1);
  });

  test('markers that are missing, out of order or in another section', () => {
    const { files } = accepted();
    const told = (change: (readme: string) => string): string[] =>
      found('evidence-current', { ...files, [acceptedPath]: change(readmeOf(files)) });
    const lacks = /^README\.md:\d+:1 This section lacks the lines/;
    expect(told(readme => readme.replace('<!-- /evidence -->', ''))[0]).toMatch(lacks);
    expect(told(readme => readme.replace(/<!-- evidence:.*\n/, ''))[0]).toMatch(lacks);
    expect(
      told(readme => readme.replace('## Evidence\n', '## Intent\n\nx\n\n## Evidence\n\ny\n\n## Other\n'))[0],
    ).toMatch(lacks);
    // A section that is missing altogether is told by `required-sections`.
    expect(told(readme => readme.replace('## Evidence', '## Proof'))).toEqual([]);
  });

  test('examples: none, changed, never run, and with the line ends of Windows', () => {
    const { files } = accepted();
    expect(
      found('examples-ran', { ...files, [acceptedPath]: readmeOf(files).replaceAll('\n', '\r\n') }),
    ).toEqual([]);
    const changed = readmeOf(files).replace('maxsize=1000', 'maxsize=999');
    const line = lineOf(changed, '```python runnable');
    expect(found('examples-ran', { ...files, [acceptedPath]: changed })).toEqual([
      `README.md:${line}:1 The runnable blocks are not those that ran when the pattern was measured. Run them with \`patterns reproduce ML-OPT-008\`.`,
    ]);
    const unmarked = accepted({ Implementation: '```python\nx = 1\n```' }).files;
    expect(found('examples-ran', unmarked)[0]).toMatch(/No block of code is marked as runnable/);
    expect(foundWith('examples-ran', { examples: '0'.repeat(64) })[0]).toMatch(/not those that ran/);
  });
});

describe('what lies beside the patterns', () => {
  const records = 'patterns/ml/reproductions.json';
  const good = accepted().files;

  test.each<[string, Files, Files]>([
    ['edited', { [records]: '{}' }, { [records]: '[]' }],
    ['added', { [records]: '{}' }, {}],
    ['deleted', {}, { [records]: '{}' }],
  ])('the record of reproductions may not be %s', (_, now, before) => {
    expect(findingsOf('generated-index', { ...good, ...now }, { ...good, ...before })).toEqual([
      `${records}:1:1 This file is written after a merge, from a run that can be trusted, or by a maintainer on the default branch. Undo it with \`git checkout origin/HEAD -- ${records}\`, or delete it if it is new.`,
    ]);
  });

  test('untouched, or another file of that name, it is nobody’s business', () => {
    expect(findingsOf('generated-index', { ...good, [records]: '{}' }, { [records]: '{}' })).toEqual([]);
    expect(findingsOf('generated-index', { ...good, [at('reproductions.json')]: '{}' }, {})).toEqual([]);
  });

  test('the module that benchmarks share may be there, and nothing else in its folder', () => {
    const module = (name: string): string[] =>
      findingsOf('location', { ...good, [`patterns/ml/measure/${name}`]: '' });
    expect(module('__init__.py')).toEqual([]);
    expect(module('loop.py')).toEqual([]);
    expect(module('notes.md')).toEqual([
      expect.stringMatching(/Only the Python files that all benchmarks share/),
    ]);
    expect(findingsOf('location', good)).toEqual([]);
  });
});
