import { stringify } from 'yaml';
import { evidenceCloses, evidenceOpens } from '../evidence/section.ts';
import { guidance, laterSections } from '../pattern/guidance.ts';
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
  /** With a benchmark.py beside it, and a place for its results in the text. */
  benchmark?: boolean | undefined;
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
  const { fingerprint, name, category, summary, symptom, frameworks, benchmark } = draft;
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
  const later = titles.indexOf('Evidence') + (benchmark ? 1 : 0);
  const now = titles.slice(0, later).map(title => {
    if (title === 'Evidence') return `## Evidence\n\n${evidenceOpens}\n\n${evidenceCloses}\n`;
    const text =
      title === 'Intent' && summary ? markdownOf([paragraph(summary)]) : comment(guidance[title] ?? '');
    return `## ${title}\n\n${text}`;
  });
  return [
    `---\n${frontMatter}---\n`,
    markdownOf([heading(1, name)]),
    ...now,
    comment(laterSections),
    ...titles.slice(later).map(title => comment(`\n## ${title}\n\n${guidance[title] ?? ''}\n`)),
  ].join('\n');
}

function comment(text: string): string {
  return text.startsWith('\n') ? `<!--${text}-->\n` : `<!-- ${text} -->\n`;
}
