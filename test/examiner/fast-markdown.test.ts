import { describe, expect, test, vi } from 'vitest';
import { ownCorpus, ruleExamples } from '../../scripts/differential/corpus.ts';
import { generate } from '../../scripts/differential/generate.ts';
import { fastBody, openFastMarkdown } from '../../src/examiner/fast-markdown.ts';
import { openNative } from '../../src/examiner/open-native.ts';
import { openWasi } from '../../src/examiner/open-wasi.ts';
import { parseWith } from '../../src/examiner/satteri.ts';
import { isConventional } from '../../src/pattern/conventional-markdown.ts';
import { parseWithMicromark } from '../../src/pattern/micromark.ts';
import divergences from '../pattern/divergences.json' with { type: 'json' };

const corpus = ownCorpus();
const conventional = [...corpus.texts, ...corpus.examples].filter(isConventional);
const expected = new Map(conventional.map(text => [text, parseWithMicromark(text)]));

test('almost all that people write is conventional', () => {
  expect(corpus.texts.length).toBeGreaterThan(200);
  expect(corpus.texts.filter(isConventional).length / corpus.texts.length).toBeGreaterThan(0.9);
  const examples = ruleExamples();
  expect(examples.length).toBeGreaterThan(100);
  expect(examples.filter(isConventional).length / examples.length).toBeGreaterThan(0.95);
});

describe.each([
  ['machine code', openNative],
  ['WebAssembly', openWasi],
])('satteri as %s', (_, open) => {
  const parse = parseWith(open());

  test('reads every conventional text as the reference does', () => {
    expect(conventional.length).toBeGreaterThan(300);
    for (const text of conventional) {
      const found = parse(text);
      expect(found).toStrictEqual(expected.get(text));
      expect(JSON.stringify(found)).toBe(JSON.stringify(expected.get(text)));
    }
  });

  test('reads every example of the specifications in the middle of a text so, too, where that is conventional', () => {
    for (const example of corpus.examples)
      for (const text of [
        `# A\n\nb\n\n${example}\n\nc\n`,
        `- a\n\n  ${example.replaceAll('\n', '\n  ')}\n\nb\n`,
      ]) {
        if (!isConventional(text)) continue;
        expect(parse(text), JSON.stringify(text)).toStrictEqual(parseWithMicromark(text));
      }
  });

  test('reads generated texts so, too', () => {
    const texts = Array.from({ length: 4_000 }, (_, number) => generate(corpus, 4, number)).filter(
      isConventional,
    );
    expect(texts.length).toBeGreaterThan(600);
    for (const text of texts)
      expect(JSON.stringify(parse(text)), JSON.stringify(text)).toBe(
        JSON.stringify(parseWithMicromark(text)),
      );
  });

  test.each(Object.entries(divergences))('still reads otherwise: %s', (_, text) => {
    expect(parse(text)).not.toEqual(parseWithMicromark(text));
  });
});

test('opens the first backend that can be opened, and says which', async () => {
  expect((await openFastMarkdown(['native', 'wasi'])).backend).toBe('native');
  expect((await openFastMarkdown(['wasi'])).backend).toBe('wasi');
  expect(await openFastMarkdown([])).toEqual({ backend: 'reference', parseBody: parseWithMicromark });
  expect((await openFastMarkdown(['reference', 'native'])).backend).toBe('reference');
});

test('leaves to the reference what is not conventional, and all after the fast parser has failed', () => {
  const fast = vi.fn(parseWithMicromark);
  const parse = fastBody(fast);
  expect(parse('- [ ] *a*\n')).toEqual(parseWithMicromark('- [ ] *a*\n'));
  expect(fast).not.toHaveBeenCalled();
  parse('a\n');
  fast.mockImplementationOnce(() => {
    throw new Error('unreachable');
  });
  expect(parse('b\n')).toEqual(parseWithMicromark('b\n'));
  expect(parse('c\n')).toEqual(parseWithMicromark('c\n'));
  expect(fast).toHaveBeenCalledTimes(2);
});
