import { expect, test } from 'vitest';
import { allRules } from '../../src/rules/all-rules.ts';
import { requirements } from '../../src/rules/requirements.ts';
import { specificationItems } from '../content/specification.ts';

const ids = new Set(allRules.map(({ id }) => id));

test('every rule that is said to serve a line exists', () => {
  for (const { rules } of requirements) for (const id of rules) expect(ids, id).toContain(id);
});

test('every rule of quality serves some line', () => {
  const serving = new Set(requirements.flatMap(({ rules }) => rules));
  const quality = allRules.filter(({ severity, onDraft }) => severity === 'error' && onDraft === 'info');
  expect(quality.map(({ id }) => id).filter(id => !serving.has(id))).toEqual([]);
});

test.each([
  ['Contributing ML Patterns > Submission Guidelines', 'Submission Guidelines'],
  ['Contributing ML Patterns > Quality Metrics', 'Quality Metrics'],
  ['Validation Requirements > ML Pattern Validation', 'ML Pattern Validation'],
  ['Learning Resources > Pattern Documentation', 'Pattern Documentation'],
])('the lines under %s are those of the specification', (parent, part) => {
  const wanted = specificationItems()
    .filter(item => item.parent === parent)
    .map(({ name, lists }) => (part === 'Quality Metrics' ? [name, ...lists].join(': ') : name));
  expect(wanted.length).toBeGreaterThan(4);
  expect(requirements.filter(item => item.part === part).map(({ line }) => line)).toEqual(wanted);
});
