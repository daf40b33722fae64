import patternSchema from '../../../schemas/pattern.schema.json' with { type: 'json' };
import { fits } from '../../pattern/front-matter-validator.generated.ts';
import { rangeAt } from '../../pattern/pattern.ts';
import { type SchemaProblem, schemaCheck } from '../../pattern/schema.ts';
import { caching, cachingDraft, pattern as readme } from '../examples/example.ts';
import type { FolderRule } from '../rule.ts';
import { missingKeys } from './missing-keys.ts';
import { schemaFix } from './schema-fix.ts';

type Missing = SchemaProblem & { params: { missingProperty: string } };

const problemsOf = schemaCheck(patternSchema, fits, 'The front matter');

export const schema: FolderRule = {
  id: 'schema',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  what: 'The front matter fits `schemas/pattern.schema.json`: required keys are there and values have the right form.',
  why: 'The index, the labels and the search rely on these values.',
  fix: 'Give each key named in the message a value of the form that it asks for.',
  failing: caching(readme('fingerprint: ML-opt-8\nname: Prediction Caching\nstatus: accpeted')),
  passing: caching(cachingDraft),
  *check(pattern, context) {
    if (pattern.frontMatter.state !== 'read') return;
    const value = pattern.frontMatter.yaml.value ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) return;
    const problems = problemsOf(value);
    const lacks = (problem: SchemaProblem): problem is Missing =>
      problem.keyword === 'required' && problem.pointer === '';
    const keys = problems.filter(lacks).map(({ params }) => params.missingProperty);
    const missing = missingKeys(pattern, keys, context);
    for (const problem of problems)
      yield {
        range: rangeAt(pattern, problem.pointer, problem.part),
        message: problem.message,
        fix: lacks(problem)
          ? missing.fixFor(problem.params.missingProperty)
          : schemaFix(pattern, problem, context),
      };
  },
};
