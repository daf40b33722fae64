import { outlineOf } from '../pattern/outline.ts';
import { keyValue, type Pattern } from '../pattern/pattern.ts';
import { sectionsOf } from '../pattern/sections.ts';

/** What is asked of people by another name than that of the section. */
const wanted: Record<string, string> = {
  'When to use it': 'conditions of use',
  Evidence: 'a benchmark',
  Architecture: 'an architecture diagram',
  Implementation: 'an implementation',
  Detection: 'a way to detect it',
  'Ethics and fairness': 'an ethics assessment',
  'Known uses and related': 'known uses',
};

/** What an accepted pattern has and this draft does not yet, in words; nothing for any other status. */
export function lacksOf(pattern: Pattern, isBenchmarked: boolean): string[] {
  if ((keyValue(pattern, 'status') ?? 'draft') !== 'draft') return [];
  const present = new Set(
    sectionsOf(pattern.body)
      .filter(({ content }) => content.some(node => node.type !== 'html'))
      .map(({ title }) => title.toLowerCase()),
  );
  return outlineOf(pattern.place.category)
    .filter(title => (title === 'Evidence' ? !isBenchmarked : !present.has(title.toLowerCase())))
    .map(title => (Object.hasOwn(wanted, title) ? (wanted[title] ?? title) : title.toLowerCase()));
}
