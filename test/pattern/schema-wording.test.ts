import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import patternSchema from '../../schemas/pattern.schema.json' with { type: 'json' };
import taxonomySchema from '../../schemas/taxonomy.schema.json' with { type: 'json' };
import { fits as fitsTaxonomy } from '../../src/catalog/taxonomy-validator.generated.ts';
import { fits as fitsFrontMatter } from '../../src/pattern/front-matter-validator.generated.ts';
import { parseFile } from '../../src/pattern/parsed-file.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { schemaCheck } from '../../src/pattern/schema.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';

const problemsOf = schemaCheck(patternSchema, fitsFrontMatter, 'The front matter');
const taxonomyProblemsOf = schemaCheck(taxonomySchema, fitsTaxonomy, 'The taxonomy');
const read = (source: string): unknown => parseYaml(source, 0, positionsIn(source)).value;

const keys = 'fingerprint: ML-OPT-008\nname: Prediction Caching\ncategory: ml/optimization\n';
const messages = (source: string): string[] => problemsOf(read(source)).map(({ message }) => message);

/** Written for reading aloud: each says what is there, what is expected and how to get there. */
describe('what a pattern’s author reads', () => {
  test.each<[frontMatter: string, says: string | string[]]>([
    [
      'name: Prediction Caching\ncategory: ml/optimization',
      "`fingerprint` is missing (the pattern's permanent id: domain, area code, number). It looks like `fingerprint: ML-FEAT-001`.",
    ],
    [
      'fingerprint: ML-OPT-008\ncategory: ml/optimization',
      '`name` is missing (what people call the pattern). It looks like `name: Prediction Caching`.',
    ],
    [
      'fingerprint: ML-OPT-008\nname: Prediction Caching',
      "`category` is missing (one of the taxonomy's categories; also the folder). It looks like `category: ml/optimization`.",
    ],
    [
      `${keys}fingerprint2: x\nstatus: accpeted`,
      '`status` is `accpeted`; it must be `draft`, `accepted`, `deprecated` or `superseded`. Did you mean `accepted`?',
    ],
    [`${keys}status:`, '`status` is empty; it must be `draft`, `accepted`, `deprecated` or `superseded`.'],
    [
      `${keys}status: [draft]`,
      '`status` is the list `["draft"]`; it must be `draft`, `accepted`, `deprecated` or `superseded`.',
    ],
    [
      `${keys}status: {a: 1}`,
      '`status` is a map of keys and values; it must be `draft`, `accepted`, `deprecated` or `superseded`.',
    ],
    [`${keys}personal_data: no`, '`personal_data` is `no`; it must be `none`, `possible` or `required`.'],
    [
      `${keys}accelerator: false`,
      '`accelerator` is the yes/no value `false`; it must be `none`, `optional` or `required`.',
    ],
    [`${keys}summary: 2024`, '`summary` is the number `2024`; it must be text. Put it in quotes.'],
    [`${keys}summary:`, '`summary` is empty; it must be text.'],
    [`${keys}summary: ""`, '`summary` is empty; remove it, or write something.'],
    [`${keys}summary: Too short`, '`summary` is `Too short`; at least 10 characters are expected.'],
    [`${keys}summary: ${'long '.repeat(50)}`, '`summary` has 249 characters; at most 200 are allowed.'],
    [`${keys}summary: ${'🧠'.repeat(201)}`, '`summary` has 201 characters; at most 200 are allowed.'],
    [
      `${keys}summary: |\n  Serve repeated requests\n  from memory.`,
      '`summary` goes over several lines, or ends with a line break. Write it on one line; a long one may begin with `>-`.',
    ],
    [`${keys}frameworks: jax`, '`frameworks` is `jax`; it must be a list, such as `[scikit-learn]`.'],
    [`${keys}frameworks: []`, '`frameworks` has 0 items; at least 1 is expected, such as `[scikit-learn]`.'],
    [
      `${keys}frameworks: [jax, 1]`,
      '`frameworks` item 2 is the number `1`; it must be text. Put it in quotes.',
    ],
    [`${keys}frameworks: [jax, jax]`, '`frameworks` lists `jax` twice; once is enough.'],
    [
      `${keys}frameworks: [${Array.from({ length: 11 }, (_, index) => `f${index}`)}]`,
      '`frameworks` has 11 items; at most 10 are allowed.',
    ],
    [`${keys}aliases: [x]`, '`aliases` item 1 is `x`; at least 2 characters are expected.'],
    [
      `${keys}status: superseded`,
      '`superseded_by` is missing (the fingerprint of the pattern that replaces this one).',
    ],
    [
      `${keys}superseded_by: ML-OPT-8`,
      '`superseded_by` is `ML-OPT-8`, which does not have the expected form, such as `ML-FEAT-001`.',
    ],
    [
      `${keys}waivers: [{rule: scale-axis}]`,
      '`reason` is missing in `waivers` item 1 (why the rule cannot be met).',
    ],
    [
      `${keys}waivers: [{rule: scale-axis, reason: No device., becuase: x}]`,
      '`becuase` is not known here; expected `rule` or `reason`.',
    ],
    [
      `${keys}waivers: [{rule: scale-axis, reson: No device.}]`,
      [
        '`reason` is missing in `waivers` item 1 (why the rule cannot be met).',
        '`reson` is not known here; expected `rule` or `reason`. Did you mean `reason`?',
      ],
    ],
    [
      `${keys}metrics:`,
      '`metrics` is empty; it must be a map of keys and values, a list, text, `true` or `false` or a number.',
    ],
    [`${keys}description: ${'x'.repeat(501)}`, '`description` has 501 characters; at most 500 are allowed.'],
    [`${keys}${'k'.repeat(70)}: 1`, `The key \`${'k'.repeat(70)}\` is too long.`],
    [
      `${keys}${Array.from({ length: 60 }, (_, index) => `k${index}: 1`).join('\n')}`,
      'The front matter has 63 keys; at most 60 are allowed.',
    ],
  ])('message %#', (frontMatter, says) => {
    expect(messages(frontMatter)).toEqual([says].flat());
  });

  test.each<[frontMatter: string, says: string]>([
    [
      'fingerprint: ML-opt-8',
      '`fingerprint` is `ML-opt-8`, which does not have the expected form, such as `ML-FEAT-001`.',
    ],
    [
      'fingerprint: 8',
      '`fingerprint` is the number `8`; it must be text, such as `ML-FEAT-001`. Put it in quotes.',
    ],
    ['fingerprint: ""', '`fingerprint` is empty; write something such as `ML-FEAT-001`.'],
    ['fingerprint:', '`fingerprint` is empty; it must be text, such as `ML-FEAT-001`.'],
    ['name: ""', '`name` is empty; write something such as `Prediction Caching`.'],
    ['name: "   "', '`name` is empty; write something such as `Prediction Caching`.'],
    ['name: ab', '`name` is `ab`; at least 3 characters are expected.'],
    ['name: [a]', '`name` is the list `["a"]`; it must be text, such as `Prediction Caching`.'],
    ['category: " "', '`category` is empty; write something such as `ml/optimization`.'],
    [
      'category: 7',
      '`category` is the number `7`; it must be text, such as `ml/optimization`. Put it in quotes.',
    ],
  ])('%j', (line, says) => {
    const [key = ''] = line.split(':');
    const rest = keys.split('\n').filter(other => !other.startsWith(`${key}:`));
    expect(messages([line, ...rest].join('\n'))).toEqual([says]);
  });

  test('an accepted pattern is told each key that it lacks', () => {
    expect(messages(`${keys}status: accepted`).map(message => message.split(' is missing')[0])).toEqual([
      '`summary`',
      '`symptom`',
      '`frameworks`',
      '`accelerator`',
      '`personal_data`',
    ]);
  });
});

describe('what a maintainer reads of the taxonomy', () => {
  test.each<[yaml: string, says: string]>([
    ['', 'The taxonomy is empty; it must be a map of keys and values.'],
    ['- a', 'The taxonomy is the list `["a"]`; it must be a map of keys and values.'],
    ['7', 'The taxonomy is the number `7`; it must be a map of keys and values.'],
    [
      'colour: red',
      '`colour` is not known here; expected `domain`, `title`, `prefix`, `categories`, `frameworks`, `phases`, `topics` or `retired`.',
    ],
    [
      'phases: [{id: 10, title: A, description: Enough words.}]',
      '`phases` item 1 `id` is `10`; it must be at most 9.',
    ],
    [
      'phases: [{id: 0, title: A, description: Enough words.}]',
      '`phases` item 1 `id` is `0`; it must be at least 1.',
    ],
    [
      'phases: [{id: 1.5, title: A, description: Enough words.}]',
      '`phases` item 1 `id` is the number `1.5`; it must be a whole number, such as `1`.',
    ],
  ])('%j', (yaml, says) => {
    expect(taxonomyProblemsOf(read(yaml)).map(({ message }) => message)).toContain(says);
  });
});

test('a keyword without a wording of its own is still a problem, never a silent pass', () => {
  const schema = { type: 'number', multipleOf: 2 };
  const check = schemaCheck(schema, new Ajv2020().compile(schema), 'It');
  expect(check(3)).toEqual([
    {
      pointer: '',
      part: 'value',
      message: 'It does not fit the schema (multipleOf).',
      keyword: 'multipleOf',
      params: { multipleOf: 2 },
    },
  ]);
  expect(check(4)).toEqual([]);
});

test('problems point to the key or the value that they speak of', () => {
  const value = read(`${keys}frameworks: [jax, jax]\nwaivers: [{rule: a, reason: why not, "x/y": 1}]\n`);
  expect(problemsOf(value).map(({ pointer, part }) => [pointer, part])).toEqual(
    expect.arrayContaining([
      ['/frameworks/1', 'value'],
      ['/waivers/0/x~1y', 'key'],
    ]),
  );
});

test('a value that is many thousand characters long is judged at once, and shown bounded', () => {
  const file = parseFile({
    path: 'patterns/ml/optimization/caching/README.md',
    text: `---\n${keys}summary: "${' '.repeat(2000)}\\n${'a '.repeat(1400)}"\nsymptom: "${' '.repeat(4500)}\\n"\nsuperseded_by: ${'A-'.repeat(1000)}\n---\n`,
  });
  if (file.kind !== 'pattern' || file.pattern.frontMatter.state !== 'read') throw new Error('not read');
  for (const { message } of problemsOf(file.pattern.frontMatter.yaml.value))
    expect(message.length).toBeLessThan(300);
});
