import patternSchema from '../../schemas/pattern.schema.json' with { type: 'json' };
import { rangeAt } from '../pattern/pattern.ts';
import { schemaCheck } from '../pattern/schema.ts';
import { caching, cachingDraft, pattern as readme } from './example.ts';
import type { PatternRule } from './rule.ts';

const problemsOf = schemaCheck(patternSchema, 'The front matter');

export const schema: PatternRule = {
  id: 'schema',
  scope: 'pattern',
  severity: 'error',
  what: 'The front matter fits `schemas/pattern.schema.json`: required keys are there and values have the right form.',
  why: 'The index, the labels and the search rely on these values.',
  fix: 'Give each key named in the message a value of the form that it asks for.',
  failing: caching(readme('fingerprint: ML-opt-8\nname: Prediction Caching\nstatus: accpeted')),
  passing: caching(cachingDraft),
  *check(pattern) {
    if (pattern.frontMatter.state !== 'read') return;
    const value = pattern.frontMatter.yaml.value ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) return;
    for (const { pointer, part, message } of problemsOf(value))
      yield { range: rangeAt(pattern, pointer, part), message };
  },
};
