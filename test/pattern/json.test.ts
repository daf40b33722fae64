import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, placeInJson } from '../../src/pattern/json.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml, placeIn } from '../../src/pattern/yaml.ts';

const space = fc.constantFrom('', '', ' ', '\n', '\n  ', '\t', '\r\n');
const word = fc.constantFrom(
  'a',
  'b',
  '',
  'a/b',
  'a~b',
  '~1',
  '<<',
  '__proto__',
  '0',
  'x"y',
  'é',
  'k: v',
  '# c',
);
/** JSON as people and programs write it, with the same key twice and keys that are refused. */
const { json } = fc.letrec<{ json: string }>(tie => ({
  json: fc.oneof(
    { maxDepth: 15, depthSize: 'large' },
    fc.constantFrom('1', '-1.5e-7', 'true', 'null', '""', '"x"', '"a: b"', '"\\u0061 \\\\"', '"---"'),
    fc
      .tuple(space, fc.array(fc.tuple(word.map(String), tie('json'), space, space), { maxLength: 4 }))
      .map(
        ([first, members]) =>
          `{${first}${members.map(([key, value, before, after]) => `${JSON.stringify(key)}${before}:${after}${value}`).join(`,${first}`)}${first}}`,
      ),
    fc
      .tuple(space, fc.array(tie('json'), { maxLength: 4 }))
      .map(([first, items]) => `[${first}${items.join(`${first},`)}${first}]`),
  ),
}));
const beyond = fc.constantFrom(
  '',
  '/a',
  '/0',
  '/7',
  '/a~1b',
  '/a/b',
  '/a~b',
  '/<<',
  '/__proto__',
  '/00',
  '/',
);

test('everything stands where a reader of YAML finds it', () => {
  let places = 0;
  fc.assert(
    fc.property(json, space, beyond, (text, before, more) => {
      const whole = `${before}${text}\n`;
      expect(parseJson(whole)).toEqual({ value: JSON.parse(text), notJson: null });
      const yaml = parseYaml(whole, 0, positionsIn(whole));
      for (const pointer of Object.keys(yaml.places))
        for (const part of ['key', 'value'] as const) {
          const at = `${pointer}${more}`;
          expect(placeInJson(whole, at, part), `${at} of ${whole}`).toEqual(placeIn(yaml, at, part));
          places += 1;
        }
    }),
    { numRuns: 500 },
  );
  expect(places).toBeGreaterThan(2_000);
});

test.each([
  ['an old Mac’s line ends', '{\r"a":\r1}', 3],
  ['Windows’ line ends', '{\r\n"a":\r\n1}', 3],
])('lines are counted with %s', (_, text, line) => {
  expect(placeInJson(text, '/a', 'value').start).toEqual({ line, column: 1 });
});

test('what is no JSON is told where a reader of YAML stumbles', () => {
  expect(parseJson('{"a": 1,\n"b": [}').notJson?.start.line).toBe(2);
  expect(parseJson('').notJson).toEqual({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
});
