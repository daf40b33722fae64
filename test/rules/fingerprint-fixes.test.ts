import { describe, expect, test } from 'vitest';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { checkFiles, type Files } from '../inspection/check-files.ts';
import { caching, draft, readme } from './findings-of.ts';
import { fixed } from './fixed.ts';

const keys = (fingerprint: string, name: string, category = 'ml/optimization'): string =>
  draft({ fingerprint, name, category });

/** The fingerprint of each pattern by the name of its folder, once everything is fixed. */
function fingerprintsOf(files: Files, base?: Files, taxonomy?: string): Record<string, string> {
  const after = fixed(base ? { files, base } : { files }, taxonomy);
  return Object.fromEntries(
    Object.entries(after).map(([path, text]) => [
      path.split('/')[3] ?? '',
      /^fingerprint: (.*)$/m.exec(text)?.[1] ?? '',
    ]),
  );
}

describe('without a base', () => {
  test('of several the first keeps it, and the others get different ones at once', () => {
    const files = Object.fromEntries(
      ['d', 'c', 'b', 'a'].map(slug => [readme(slug), keys('ML-OPT-003', `Pattern ${slug}`)]),
    );
    const { diagnostics } = checkFiles({ files });
    const offered = diagnostics.flatMap(({ ruleId, fix }) =>
      ruleId === 'fingerprint-unique' && fix ? [fix.text] : [],
    );
    expect(offered).toEqual(['ML-OPT-001', 'ML-OPT-002', 'ML-OPT-004']);
    expect(fingerprintsOf(files)).toEqual({
      a: 'ML-OPT-003',
      b: 'ML-OPT-001',
      c: 'ML-OPT-002',
      d: 'ML-OPT-004',
    });
  });

  test('whose name is planned gets or keeps what is planned for it', () => {
    const files = {
      [readme('a')]: keys('ML-OPT-008', 'Other'),
      [readme('prediction-caching')]: draft(caching),
      [readme('b')]: keys('ML-OPT-008', 'dynamic batching'),
    };
    expect(fingerprintsOf(files)).toEqual({
      a: 'ML-OPT-001',
      'prediction-caching': 'ML-OPT-008',
      b: 'ML-OPT-007',
    });
  });

  test('nothing retired is given, planned or not', () => {
    const taxonomy = exampleTaxonomy.replace('[ML-OPT-099]', '[ML-OPT-001, ML-OPT-007]');
    const files = {
      [readme('a')]: keys('ML-OPT-002', 'One'),
      [readme('b')]: keys('ML-OPT-002', 'Two'),
      [readme('dynamic-batching')]: keys('ML-OPT-007', 'Dynamic Batching'),
      [readme('c')]: keys('ML-OPT-002', 'Dynamic batching!'),
    };
    const after = fingerprintsOf(files, undefined, taxonomy);
    expect(after).toEqual({
      a: 'ML-OPT-002',
      b: 'ML-OPT-003',
      c: 'ML-OPT-004',
      'dynamic-batching': 'ML-OPT-005',
    });
    const messages = checkFiles({ files }, taxonomy).diagnostics.map(({ message }) => message);
    expect(messages.join()).not.toContain('keeps `ML-OPT-007`');
  });

  test('those without front matter get different ones too', () => {
    const files = { [readme('a')]: '# Ay bee\n', [readme('b')]: '# Bee see\n' };
    expect(fingerprintsOf(files)).toEqual({ a: 'ML-OPT-001', b: 'ML-OPT-002' });
  });

  test('what has been accepted may have been there for long', () => {
    const accepted = draft({ ...caching, fingerprint: 'ML-MON-001', status: 'accepted' });
    expect(fingerprintsOf({ [readme('a')]: accepted })).toEqual({ a: 'ML-MON-001' });
  });

  test('between two areas somebody must choose, unless one is written or planned', () => {
    const taxonomy = exampleTaxonomy.replace('areas: [OPT]', 'areas: [CPU, OPT]');
    const files = {
      [readme('a')]: keys('ML-MON-002', 'Wrong Area'),
      [readme('b')]: keys('ML-OPT-099', 'Retired'),
      [readme('c')]: keys('ML-MON-002', 'Prediction Caching'),
    };
    expect(fingerprintsOf(files, undefined, taxonomy)).toEqual({
      a: 'ML-MON-002',
      b: 'ML-OPT-001',
      c: 'ML-OPT-008',
    });
  });
});

describe('compared with a base', () => {
  const base = { [readme('old')]: keys('ML-OPT-001', 'Old') };

  test('who had it keeps it, also against an earlier path and a copy', () => {
    const files = {
      ...base,
      [readme('a')]: keys('ML-OPT-001', 'Newcomer'),
      [readme('copy')]: keys('ML-OPT-001', 'Old'),
    };
    expect(fingerprintsOf(files, base)).toEqual({ old: 'ML-OPT-001', a: 'ML-OPT-002', copy: 'ML-OPT-003' });
  });

  test('one that was changed, spelled otherwise or taken out is put back', () => {
    for (const fingerprint of ['ML-OPT-005', 'ml-opt-5', 'ML-MON-001', '~'])
      expect(fingerprintsOf({ [readme('old')]: keys(fingerprint, 'Old') }, base), fingerprint).toEqual({
        old: 'ML-OPT-001',
      });
    const { fingerprint, ...rest } = caching;
    expect(fingerprintsOf({ [readme('old')]: draft(rest) }, base)).toEqual({ old: 'ML-OPT-001' });
    expect(fingerprintsOf({ [readme('old')]: '# Old\n' }, base)).toEqual({ old: 'ML-OPT-001' });
  });

  test('a pattern that has moved takes its fingerprint along, even where that no longer fits', () => {
    const files = { [readme('old', 'serving')]: keys('ML-OPT-001', 'Old', 'ml/serving') };
    expect(fingerprintsOf(files, base)).toEqual({ old: 'ML-OPT-001' });
  });

  test('what was removed is not given to another', () => {
    const files = {
      [readme('a')]: keys('ML-OPT-002', 'One'),
      [readme('b')]: keys('ML-OPT-002', 'Two'),
    };
    expect(fingerprintsOf(files, base)).toEqual({ a: 'ML-OPT-002', b: 'ML-OPT-003' });
  });
});
