import { guidance, laterSections } from '../../pattern/guidance.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { passages } from '../../pattern/passages.ts';
import { type Pattern, rangeAt } from '../../pattern/pattern.ts';
import { below } from '../../pattern/pointer.ts';
import { textBlocks } from '../../pattern/text-blocks.ts';
import { code } from '../../pattern/wording.ts';
import { evidenceHeading } from '../evidence/evidence-place.ts';
import { writtenNodes } from '../evidence/generated-nodes.ts';
import { accepted } from '../examples/example-accepted.ts';
import type { Finding, FolderRule } from '../rule.ts';

const placeholder = /\b(?:TODO|TBD)\b|\b[Ll]orem[\s>]+ipsum\b|(?:…|\.{3}|\[)[\s>]*[Ff]ill[\s>]+in\b/g;

/** In code the word may be what it is about, so only a comment that begins with it counts. */
const unfinishedCode = /(?:#|\/\/|--|%%)[ \t]*(?:TODO|TBD)\b/g;

export const templateText: FolderRule = {
  id: 'template-text',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'warning',
  what: 'No text of a template is left where readers see it.',
  why: 'Text that tells the author what to write tells the reader that nobody has.',
  fix: 'Replace it, or put it back into a comment (`<!-- … -->`) until you know what to write.',
  failing: accepted({ 'Best practices': `${guidance['Best practices']}\n\n- Keep keys short.\n- TODO` }),
  passing: accepted(),
  *check(pattern, { evidence }) {
    yield* placeholdersInKeys(pattern);
    yield* guidanceIn(pattern);
    for (const { match, range } of [
      ...passages(pattern, placeholder, writtenNodes(pattern, 'text')),
      ...passages(pattern, unfinishedCode, writtenNodes(pattern, 'code')),
    ])
      yield { range, message: stillToBeWritten(match[0]) };
    const { script, results } = evidence(pattern);
    const left = script && results && /\b(?:TODO|TBD)\b[^\n"']{0,60}/.exec(script.text)?.[0];
    if (left)
      yield {
        range: evidenceHeading(pattern),
        message: `\`benchmark.py\` was measured with text of its template: ${code(left)}. Write what you measure, and run \`patterns reproduce\` again.`,
      };
  },
};

/** Marks are left out, for taking the text out of its comment may have changed them. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const templates = [...Object.values(guidance), laterSections].map(folded);
const shortest = Math.min(...templates.map(({ length }) => length));
/** Of each template its longest word: few blocks hold one of these, and only they are looked at closely. */
const telling = new RegExp(
  templates
    .map(words => words.split(' ').reduce((best, word) => (word.length > best.length ? word : best)))
    .join('|'),
);

function stillToBeWritten(words: string): string {
  return `${code(words)} says that something is still to be written. Write it, or leave it out.`;
}

/** In the values of the front matter; a comment there may say what it likes. */
function* placeholdersInKeys(pattern: Pattern): Iterable<Finding> {
  if (pattern.frontMatter.state !== 'read') return;
  const texts = (value: unknown, pointer: string): [string, string][] => {
    if (typeof value === 'string') return [[pointer, value]];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, item]) => texts(item, below(pointer, key)));
  };
  for (const [pointer, text] of texts(pattern.frontMatter.yaml.value, '')) {
    const [words] = text.match(placeholder) ?? [];
    if (words !== undefined) yield { range: rangeAt(pattern, pointer), message: stillToBeWritten(words) };
  }
}

function* guidanceIn(pattern: Pattern): Iterable<Finding> {
  for (const { node, text } of textBlocks(pattern.body.children)) {
    const small = text.toLowerCase();
    if (small.length < shortest || !telling.test(small)) continue;
    const words = folded(text);
    if (templates.some(template => words.includes(template)))
      yield {
        range: rangeOfNode(node),
        message: `${code(text)} is text of the template. Replace it by what it asks for.`,
      };
  }
}
