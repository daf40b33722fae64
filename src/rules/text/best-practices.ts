import { itemsOf, writtenSection } from '../../pattern/parts.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { shortList } from './list-findings.ts';

export const bestPractices: FolderRule = {
  id: 'best-practices',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'At least two best practices are listed.',
  why: 'They are what those who run the pattern have learnt, and what its description alone does not tell.',
  fix: 'Write them as a list, each as something that one does: “Bound the life of an entry by how fast its inputs change.”',
  failing: accepted({ 'Best practices': "- Make the model's version a part of the key." }),
  passing: accepted(),
  *check(pattern) {
    const section = writtenSection(pattern, 'Best practices');
    if (section)
      yield* shortList(section, itemsOf(section.content), {
        least: 2,
        item: 'practice',
        advice: 'Write what those who run it have learnt to do.',
      });
  },
};
