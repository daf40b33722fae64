import { stringify } from 'yaml';
import { outlineOf } from '../pattern/outline.ts';
import { folderOf } from '../pattern/place.ts';
import { heading, markdownOf, paragraph } from '../pattern/tree.ts';

/** What the author has said of a new pattern. */
export type Draft = {
  fingerprint: string;
  name: string;
  category: string;
  summary?: string | undefined;
  symptom?: string | undefined;
  frameworks: string[];
};

/** What belongs into a section, for the one who writes it. */
const guidance: Record<string, string> = {
  Intent: 'One to three sentences: what the pattern does, and for whom. One idea.',
  'When to use it':
    'Two lists, “Use it when” and “Do not use it when”, with conditions that a reader can check in their own system.',
  Symptoms: 'What one observes in code, data or production when the mistake has been made.',
  'When it is acceptable': 'Under which conditions it does no harm.',
  Evidence: 'What was measured, against which baseline, on which data, and how to measure it again.',
  'Context and forces':
    'The situation in which the problem arises, and at least two demands that pull apart.',
  Architecture: 'A diagram (a `mermaid` block) with the parts and what flows between them.',
  Implementation: 'The smallest code that shows the pattern, in a fenced block with its language.',
  Detection: 'Code or a query that finds the mistake.',
  'Trade-offs': 'Two lists, “Benefits” and “Costs”. Neither is empty.',
  'Why it happens, what it costs': 'Why careful people do it, and what they pay later.',
  'Failure modes': 'How it fails in practice, each with how one notices.',
  Migration: 'The steps from a system without the pattern, and the way back.',
  'Refactored solution': 'What to do instead, with a link to the pattern that helps.',
  'Best practices': 'What those who run it have learnt to do.',
  'Ethics and fairness': 'Who may be harmed and how that is reduced, or why nobody is.',
  'Known uses and related': 'Who uses it, and related patterns as `- requires [ML-XXX-000 Name](link)`.',
  References: 'Authors, title, venue, year and address; the primary source first.',
};

/** The folder's name: the name's letters and digits, else the fingerprint. */
export function slugOf({ name, fingerprint }: Pick<Draft, 'name' | 'fingerprint'>): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  // A name of which hardly anything is left would make a folder that tells nothing.
  const words = plain
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return words.length >= 3 ? words.slice(0, 60).replace(/-$/, '') : fingerprint.toLowerCase();
}

export function pathOf(draft: Draft): string {
  return `${folderOf({ category: draft.category, slug: slugOf(draft) })}/README.md`;
}

/**
 * The README of a new pattern. Readers see only what is written: sections for later are there for the author alone, each
 * in a comment of its own.
 */
export function draftText(draft: Draft): string {
  const { fingerprint, name, category, summary, symptom, frameworks } = draft;
  const keys = {
    fingerprint,
    name,
    category,
    status: 'draft',
    ...(summary && { summary }),
    ...(symptom && { symptom }),
    ...(frameworks.length > 0 && { frameworks }),
  };
  // Quoted where any YAML reader, of version 1.1 or 1.2, would take a text for something else.
  const frontMatter = stringify(keys, { lineWidth: 0, compat: 'yaml-1.1', singleQuote: true });
  const titles = outlineOf(category);
  const later = titles.indexOf('Evidence');
  const now = titles.slice(0, later).map(title => {
    const text =
      title === 'Intent' && summary ? markdownOf([paragraph(summary)]) : comment(guidance[title] ?? '');
    return `## ${title}\n\n${text}`;
  });
  return [
    `---\n${frontMatter}---\n`,
    markdownOf([heading(1, name)]),
    ...now,
    comment('The sections of an accepted pattern. Take one out of its comment when you write it.'),
    ...titles.slice(later).map(title => comment(`\n## ${title}\n\n${guidance[title] ?? ''}\n`)),
  ].join('\n');
}

function comment(text: string): string {
  return text.startsWith('\n') ? `<!--${text}-->\n` : `<!-- ${text} -->\n`;
}
