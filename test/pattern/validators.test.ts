import { globSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import indexSchema from '../../schemas/index.schema.json' with { type: 'json' };
import shardSchema from '../../schemas/index-shard.schema.json' with { type: 'json' };
import patternSchema from '../../schemas/pattern.schema.json' with { type: 'json' };
import reproductionsSchema from '../../schemas/reproductions.schema.json' with { type: 'json' };
import resultsSchema from '../../schemas/results.schema.json' with { type: 'json' };
import taxonomySchema from '../../schemas/taxonomy.schema.json' with { type: 'json' };
import { fits as fitsIndex } from '../../src/catalog/index-file-validator.generated.ts';
import { fits as fitsShard } from '../../src/catalog/index-shard-validator.generated.ts';
import { fits as fitsReproductions } from '../../src/catalog/reproductions-validator.generated.ts';
import { fits as fitsTaxonomy } from '../../src/catalog/taxonomy-validator.generated.ts';
import { fits as fitsResults } from '../../src/evidence/results-validator.generated.ts';
import { fits as fitsFrontMatter } from '../../src/pattern/front-matter-validator.generated.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import type { JsonSchema, Validator } from '../../src/pattern/schema.ts';
import type { SchemaError } from '../../src/pattern/schema-error.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';

/** The validators that are compiled ahead of time say what ajv says when it compiles the schema now, in the same order. */

const yaml = (source: string): unknown => parseYaml(source, 0, positionsIn(source)).value;
const frontMatter = (source: string): unknown => yaml(/^---\n([\s\S]*?)\n---/.exec(source)?.[1] ?? '');
const values = (glob: string, read: (source: string) => unknown): unknown[] =>
  globSync([`patterns/**/${glob}`, `test/replay/**/${glob}`]).map(file => read(readFileSync(file, 'utf8')));

const reproductions = {
  version: 1,
  records: [
    {
      fingerprint: 'ML-OPT-008',
      script: 'a'.repeat(40),
      results: 'b'.repeat(40),
      module: 'c'.repeat(64),
      by: 'octocat',
      date: '2026-07-01',
    },
  ],
};

const kinds: [name: string, schema: JsonSchema, fits: Validator, fixtures: unknown[]][] = [
  ['front matter', patternSchema, fitsFrontMatter, values('README.md', frontMatter)],
  ['taxonomy', taxonomySchema, fitsTaxonomy, values('taxonomy.yaml', yaml)],
  ['results', resultsSchema, fitsResults, values('results.json', JSON.parse)],
  ['index', indexSchema, fitsIndex, values('index.json', JSON.parse)],
  ['shard of the index', shardSchema, fitsShard, values('index.json', JSON.parse)],
  ['reproductions', reproductionsSchema, fitsReproductions, [reproductions]],
];

const wordsOf = (schema: unknown): string[] =>
  typeof schema === 'object' && schema !== null
    ? [...Object.keys(schema), ...Object.values(schema).flatMap(wordsOf)]
    : [];
const words = [...new Set(kinds.flatMap(([, schema]) => wordsOf(schema)))];

/** What somebody may write in a place, likely and unlikely. */
const anything = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    ' ',
    'ML-OPT-008',
    'x'.repeat(600),
    'a\nb',
    '\ud800',
    [],
    [1, 1],
    {},
  ),
  fc.constantFrom(...words),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom(...words, '__proto__', 'constructor', 'a/b~c', 'y'.repeat(70)),
    fc.jsonValue(),
  ),
);
type Edit = { way: number[]; act: number; put: unknown; key: string };
const edit: fc.Arbitrary<Edit> = fc.record({
  way: fc.array(fc.nat(), { maxLength: 6 }),
  act: fc.nat(3),
  put: anything,
  key: fc.constantFrom(...words),
});

/** The value with one thing changed, somewhere. */
function edited(value: unknown, { way: [step = 0, ...deeper], act, put, key }: Edit): unknown {
  if (typeof value !== 'object' || value === null) return put;
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const at = step % Math.max(entries.length, 1);
  const [name, there] = entries[at] ?? [key, null];
  if (deeper.length > 0 && entries.length > 0)
    entries[at] = [name, edited(there, { way: deeper, act, put, key })];
  else if (act === 0) entries.splice(at, 1);
  else if (act === 1) entries.push([isList ? String(entries.length) : key, put]);
  else if (act === 2) entries[at] = [name, put];
  else return put;
  return isList ? entries.map(([, item]) => item) : Object.fromEntries(entries);
}

/** Without ajv's own sentence: people read ours. */
const told = ({ message: _, ...error }: ErrorObject): SchemaError => error;

describe.each(kinds)('%s', (_name, schema, fits, fixtures) => {
  const reference = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    verbose: true,
    strictTypes: false,
    strictRequired: false,
  }).compile(schema);

  /** Compares both on a value, and returns the schema's words that it does not satisfy. */
  function compare(value: unknown): string[] {
    expect(fits(value)).toBe(reference(value));
    const errors = fits.errors ?? [];
    const expected = (reference.errors ?? []).map(told);
    // Many and large: a difference is put into words only where there is one.
    if (!isDeepStrictEqual(errors, expected)) expect(errors).toStrictEqual(expected);
    return errors.map(({ keyword }) => keyword);
  }

  test('of every such file that is here', () => {
    expect(fixtures.length).toBeGreaterThan(0);
    expect(fixtures.filter(value => compare(value).length === 0)).not.toEqual([]);
  });

  test('of files of the other kinds', () => {
    for (const [, , , others] of kinds) for (const value of others.slice(0, 20)) compare(value);
  });

  test('of whatever people may make of them', () => {
    const seen = new Set<string>();
    const base = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...fixtures) }, anything);
    fc.assert(
      fc.property(base, fc.array(edit, { maxLength: 4 }), (value, edits) => {
        for (const keyword of compare(edits.reduce(edited, value))) seen.add(keyword);
      }),
      { numRuns: 300 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['type', 'required']));
  });
});
