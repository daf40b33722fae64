import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import schema from '../../schemas/taxonomy.schema.json' with { type: 'json' };
import { taxonomyText } from './library-files.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const validate = new Ajv2020({ strict: true, allErrors: true, ownProperties: true }).compile(schema);
const taxonomy = (): Json => parse(taxonomyText, { version: '1.2', schema: 'core' });
const findings = (value: Json): string[] =>
  validate(value) ? [] : (validate.errors ?? []).map(error => `${error.instancePath} ${error.keyword}`);

/** The taxonomy with another value at one place; undefined removes the key. */
function planted(pointer: string, value: Json | undefined): Json {
  const whole = taxonomy();
  const keys = pointer.slice(1).split('/');
  const last = keys.pop() ?? '';
  let at = whole as { [key: string]: Json };
  for (const key of keys) at = at[key] as { [key: string]: Json };
  if (value === undefined) delete at[last];
  else at[last] = value;
  return whole;
}

test('accepts the taxonomy', () => {
  expect(findings(taxonomy())).toEqual([]);
});

test.each([{}, [], null, 'ml', 7])('rejects %j', value => {
  expect(findings(value)).not.toEqual([]);
});

test('an empty map lacks each required key', () => {
  validate({});
  const missing = (validate.errors ?? []).map(error => error.params.missingProperty);
  expect(missing).toEqual([
    'domain',
    'title',
    'prefix',
    'categories',
    'frameworks',
    'phases',
    'topics',
    'retired',
  ]);
});

const long = (length: number): string => 'x'.repeat(length);
const category = {
  id: 'ml/x',
  title: 'X',
  description: 'What belongs here.',
  color: '1d76db',
  areas: ['XX'],
};
const topic = { fingerprint: 'ML-XX-001', title: 'X', phase: 1, headings: ['A > B'] };

test.each<[pointer: string, value: Json | undefined, finding: string]>([
  ['/extra', 1, ' additionalProperties'],
  ['/__proto__x', 1, ' additionalProperties'],
  ['/domain', 'ML', '/domain pattern'],
  ['/domain', 'ml\n', '/domain pattern'],
  ['/domain', long(41), '/domain maxLength'],
  ['/domain', 7, '/domain type'],
  ['/title', '', '/title pattern'],
  ['/title', 'Machine\nLearning', '/title pattern'],
  ['/title', long(81), '/title maxLength'],
  ['/prefix', 'ml', '/prefix pattern'],
  ['/prefix', 'M', '/prefix pattern'],
  ['/prefix', 'MACHINE', '/prefix maxLength'],
  ['/categories', [], '/categories minItems'],
  ['/categories', Array(101).fill(category), '/categories maxItems'],
  ['/categories/0/title', undefined, '/categories/0 required'],
  ['/categories/0/colour', 'red', '/categories/0 additionalProperties'],
  ['/categories/0/id', 'data-ingestion', '/categories/0/id pattern'],
  ['/categories/0/id', 'ml/data--ingestion', '/categories/0/id pattern'],
  ['/categories/0/id', 'ml/../secret', '/categories/0/id pattern'],
  ['/categories/0/id', `ml/${long(48)}`, '/categories/0/id maxLength'],
  ['/categories/0/description', long(101), '/categories/0/description maxLength'],
  ['/categories/0/description', 'Data.', '/categories/0/description minLength'],
  ['/categories/0/description', 'Two lines,\nno label.', '/categories/0/description pattern'],
  ['/categories/0/color', '#1d76db', '/categories/0/color pattern'],
  ['/categories/0/color', '#1d76db', '/categories/0/color maxLength'],
  ['/categories/0/color', 123456, '/categories/0/color type'],
  ['/categories/0/color', '1D76DB', '/categories/0/color pattern'],
  ['/categories/0/areas', [], '/categories/0/areas minItems'],
  ['/categories/0/areas', ['ING', 'ING'], '/categories/0/areas uniqueItems'],
  ['/categories/0/areas', Array(21).fill('ING'), '/categories/0/areas maxItems'],
  ['/categories/0/areas/0', 'ing', '/categories/0/areas/0 pattern'],
  ['/categories/0/areas/0', 'INGEST', '/categories/0/areas/0 maxLength'],
  ['/frameworks', [], '/frameworks minItems'],
  ['/frameworks', Array(51).fill({ id: 'x', title: 'X' }), '/frameworks maxItems'],
  ['/frameworks/0/id', 'TensorFlow', '/frameworks/0/id pattern'],
  ['/frameworks/0/id', long(41), '/frameworks/0/id maxLength'],
  ['/frameworks/0/id', undefined, '/frameworks/0 required'],
  ['/frameworks/0/version', '2', '/frameworks/0 additionalProperties'],
  ['/phases', [], '/phases minItems'],
  ['/phases', Array(10).fill({ id: 1, title: 'X', description: long(10) }), '/phases maxItems'],
  ['/phases/0/id', 0, '/phases/0/id minimum'],
  ['/phases/0/id', 10, '/phases/0/id maximum'],
  ['/phases/0/id', 1.5, '/phases/0/id type'],
  ['/phases/0/description', 'Short.', '/phases/0/description minLength'],
  ['/phases/0/description', `${long(20)}\n${long(20)}`, '/phases/0/description pattern'],
  ['/phases/0/description', long(401), '/phases/0/description maxLength'],
  ['/phases/0/title', undefined, '/phases/0 required'],
  ['/phases/0/when', 'soon', '/phases/0 additionalProperties'],
  ['/topics', Array(901).fill(topic), '/topics maxItems'],
  ['/topics', null, '/topics type'],
  ['/topics/0/headings', undefined, '/topics/0 required'],
  ['/topics/0/category', 'ml/data-ingestion', '/topics/0 additionalProperties'],
  ['/topics/0/fingerprint', 'ML-ING-1', '/topics/0/fingerprint pattern'],
  ['/topics/0/fingerprint', 'ml-ing-001', '/topics/0/fingerprint pattern'],
  ['/topics/0/fingerprint', 'ABCDE-ABCDE-0001', '/topics/0/fingerprint maxLength'],
  ['/topics/0/title', ' Batch', '/topics/0/title pattern'],
  ['/topics/0/phase', '1', '/topics/0/phase type'],
  ['/topics/0/phase', 0, '/topics/0/phase minimum'],
  ['/topics/0/phase', 10, '/topics/0/phase maximum'],
  ['/topics/0/headings', [], '/topics/0/headings minItems'],
  ['/topics/0/headings', ['A > B', 'A > B'], '/topics/0/headings uniqueItems'],
  ['/topics/0/headings', Array(11).fill('A > B'), '/topics/0/headings maxItems'],
  ['/topics/0/headings/0', 'Streaming data patterns', '/topics/0/headings/0 pattern'],
  ['/topics/0/headings/0', `A > ${long(197)}`, '/topics/0/headings/0 maxLength'],
  ['/topics/0/must_mention', [], '/topics/0/must_mention minItems'],
  ['/topics/0/must_mention', ['Git', 'Git'], '/topics/0/must_mention uniqueItems'],
  ['/topics/0/must_mention', Array(31).fill('Git'), '/topics/0/must_mention maxItems'],
  ['/topics/0/must_mention', [5], '/topics/0/must_mention/0 type'],
  ['/topics/0/must_mention', [long(81)], '/topics/0/must_mention/0 maxLength'],
  ['/topics/0/open_call', false, '/topics/0/open_call const'],
  ['/retired', ['ML-ING-009', 'ML-ING-009'], '/retired uniqueItems'],
  ['/retired', Array(1001).fill('ML-ING-009'), '/retired maxItems'],
  ['/retired', ['ING-009'], '/retired/0 pattern'],
  ['/retired', undefined, ' required'],
])('with %s = %j', (pointer, value, finding) => {
  expect(findings(planted(pointer, value))).toContain(finding);
});

test('texts that would make a backtracking pattern slow are judged at once', () => {
  const hostile = `ml/${'a-'.repeat(50_000)}`;
  expect(findings(planted('/categories/0/id', hostile))).toContain('/categories/0/id pattern');
  expect(findings(planted('/topics/0/headings/0', ' > '.repeat(50_000)))).toContain(
    '/topics/0/headings/0 pattern',
  );
});

type Part = {
  title?: string;
  description?: string;
  type?: string;
  additionalProperties?: boolean;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  properties?: Record<string, Part>;
};

test('every part of the schema is described, closed and bounded', () => {
  const parts: Record<string, Part> = { '': schema, ...schema.$defs };
  for (const [name, { properties = {} }] of Object.entries(parts))
    for (const [key, child] of Object.entries(properties)) parts[`${name}/${key}`] = child;
  expect(Object.keys(parts)).toContain('topic/must_mention');
  const lacking = Object.entries(parts).flatMap(([name, part]) => [
    ...(part.title && part.description ? [] : [`${name} is not described`]),
    ...(part.type !== 'object' || part.additionalProperties === false ? [] : [`${name} is open`]),
    ...(part.type !== 'string' || (part.maxLength && part.pattern) ? [] : [`${name} has no bound`]),
    ...(part.type !== 'array' || part.maxItems ? [] : [`${name} may have any number of items`]),
  ]);
  expect(lacking).toEqual([]);
});
