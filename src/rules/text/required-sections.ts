import type { RootContent } from 'mdast';
import type { Fix } from '../../pattern/diagnostic.ts';
import { didYouMean } from '../../pattern/did-you-mean.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { nearSpelling } from '../../pattern/near-spelling.ts';
import { outlineOf } from '../../pattern/outline.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Range } from '../../pattern/position.ts';
import { type Section, sectionsOf } from '../../pattern/sections.ts';
import { code } from '../../pattern/wording.ts';
import { caching, cachingKeys, pattern as readme } from '../examples/example.ts';
import type { Finding, FolderRule } from '../rule.ts';

const complete = outlineOf('ml/optimization')
  .map(title => `## ${title}\n\nSomething is said here.\n`)
  .join('\n');

export const requiredSections: FolderRule = {
  id: 'required-sections',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'An accepted pattern has all sections, in order, and none is empty.',
  why: 'Readers compare patterns section by section, and each section answers a question that somebody has.',
  fix: 'Add the section as a second-level heading (`## Failure modes`) with text under it; a comment is no text.',
  failing: caching(
    readme(
      `${cachingKeys}\nstatus: accepted`,
      '# Prediction Caching\n\n## Intent\n\nServe repeated requests from memory.\n',
    ),
  ),
  passing: caching(readme(cachingKeys, `# Prediction Caching\n\n${complete}`)),
  *check(pattern) {
    if (pattern.frontMatter.state !== 'read') return;
    const present = sectionsOf(pattern.body);
    const expected = outlineOf(pattern.place.category);
    const known = new Set(expected.map(folded));
    const strangers = present.filter(section => !known.has(folded(section.title)));
    const first = new Map<string, number>();
    for (const [index, section] of present.entries()) {
      const title = folded(section.title);
      if (!first.has(title)) first.set(title, index);
      else yield found(section, title => `The section ${title} is there twice. Join them.`);
    }
    let last: { section: Section; index: number } | null = null;
    let missing: string[] = [];
    for (const title of expected) {
      const index = first.get(folded(title));
      const section = index === undefined ? undefined : present[index];
      if (index === undefined || !section) {
        missing.push(title);
        continue;
      }
      yield* missingAfter(pattern, last?.section, missing, strangers);
      missing = [];
      if (section.content.every(isComment)) yield found(section, title => `The section ${title} is empty.`);
      const previous = last && code(`## ${last.section.title}`);
      if (last && index < last.index)
        yield found(section, title => `The section ${title} is expected after ${previous}.`);
      else last = { section, index };
    }
    yield* missingAfter(pattern, last?.section, missing, strangers);
  },
};

function found(section: Section, sentence: (title: string) => string): Finding {
  return { range: rangeOfNode(section.heading), message: sentence(code(`## ${section.title}`)) };
}

/** What a new draft is made of: hidden from readers, so nothing is said yet. */
function isComment(node: RootContent): boolean {
  return node.type === 'html' && node.value.startsWith('<!--') && node.value.trimEnd().endsWith('-->');
}

/** One finding for each gap: a new draft would otherwise begin its life with a dozen. */
function* missingAfter(
  pattern: Pattern,
  last: Section | undefined,
  missing: readonly string[],
  strangers: readonly Section[],
): Iterable<Finding> {
  if (missing.length === 0) return;
  const titles = missing.map(title => {
    const near = didYouMean(
      title,
      strangers.map(stranger => stranger.title),
    );
    return near === null ? code(`## ${title}`) : `${code(`## ${title}`)} (is ${code(`## ${near}`)} meant?)`;
  });
  const what =
    missing.length === 1 ? 'This section is missing here' : `${missing.length} sections are missing here`;
  yield {
    range: last ? rangeOfNode(last.heading) : titleOf(pattern),
    message: `${what}: ${titles.join(', ')}.`,
    fix: missing.map(title => titleFix(title, strangers)).find(fix => fix !== null) ?? null,
  };
}

/** The heading that is only misspelt. */
function titleFix(title: string, strangers: readonly Section[]): Fix | null {
  const meant = nearSpelling(
    title,
    strangers.map(stranger => stranger.title),
  );
  const [words, ...more] = strangers.find(stranger => stranger.title === meant)?.heading.children ?? [];
  return words?.type === 'text' && more.length === 0 ? { range: rangeOfNode(words), text: title } : null;
}

function folded(title: string): string {
  return title.toLowerCase();
}

function titleOf(pattern: Pattern): Range {
  const [first] = pattern.body.children;
  return rangeOfNode(first ?? pattern.body);
}
