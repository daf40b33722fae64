import { expect, test } from 'vitest';
import { hidingFindings, mayHide, strayFindings } from '../../src/inspection/strays.ts';

const found = (...paths: string[]) => strayFindings(paths).map(({ path, message }) => `${path}: ${message}`);

test('a folder that differs from patterns by case is told once, and where its files belong', () => {
  const told = found(
    'Patterns/ml/optimization/a/README.md',
    'Patterns/ml/b.md',
    'patterns/ml/README.md',
    'docs/a.md',
  );
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Only `patterns` is read, and nothing in `Patterns`');
});

test('what lies in the place of a domain is looked at, and what may hide one is told', () => {
  expect(['patterns/other', 'patterns/README.md', 'patterns/ml/x', 'patterns/a.md'].filter(mayHide)).toEqual([
    'patterns/other',
    'patterns/README.md',
  ]);
  const files = [
    { path: 'patterns/other', unreadable: 'submodule' as const },
    { path: 'patterns/link', unreadable: 'symlink' as const },
    { path: 'patterns/notes.txt', text: 'x' },
    { path: 'patterns/data.bin', unreadable: 'binary' as const },
  ];
  expect(hidingFindings(files).map(({ path, ruleId }) => [path, ruleId])).toEqual([
    ['patterns/other', 'readable'],
    ['patterns/link', 'readable'],
  ]);
});
