import type { FootnoteDefinition } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { nodesOf, walk } from '../../pattern/nodes.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { FolderRule } from '../rule.ts';
import { saysNone } from './reasoned-none.ts';

const year = {
  name: 'year',
  advice: 'Write in four digits when it appeared, or of documentation without a date when it was read.',
};
const address = { name: 'address', advice: 'Write a link, a DOI or an ISBN to find it by.' };

export const references: FolderRule = {
  id: 'references',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'References are footnotes, each with a year and an address: a link, a DOI or an ISBN.',
  why: 'A reader must be able to find the source and to see how old it is, and reviewers look it up.',
  fix: 'Write `[^key]: Authors, *Title*, venue, year, [address](https://…)`. Where a page has no year, give the year in which it was read.',
  failing: accepted({
    References: (acceptedSections.References ?? '').replace(/, \[usenix\.org\]\([^()]*\)/, ''),
  }),
  passing: accepted(),
  *check(pattern) {
    const definitions = nodesOf(pattern.body, 'footnoteDefinition');
    const section = writtenSection(pattern, 'References');
    if (section && definitions.length === 0 && !saysNone(section.content))
      yield {
        range: rangeOfNode(section.heading),
        message:
          '`## References` holds no footnote. Write each source as `[^key]: Authors, *Title*, venue, year, [address](https://…)`, or say “None, because …”.',
      };
    for (const node of definitions) {
      const missing = [...(hasYear(node) ? [] : [year]), ...(hasAddress(node) ? [] : [address])];
      if (missing.length === 0) continue;
      yield {
        range: rangeOfNode(node),
        message: `The reference ${code(`[^${node.label ?? node.identifier}]`)} has no ${missing.map(({ name }) => name).join(' and no ')}. ${missing.map(({ advice }) => advice).join(' ')}`,
      };
    }
  },
};

const doi = /\b10\.\d{4,9}\/\S+/g;

/** A year in words, not one that is a part of an address or an arXiv number. */
function hasYear(node: FootnoteDefinition): boolean {
  const text = plainText(node)
    .replace(/\bhttps?:\/\/\S+/g, ' ')
    .replace(doi, ' ')
    .replace(/\b\d{4}\.\d{4,5}(?:v\d+)?\b/g, ' ');
  return /(?<!\d)(?:1[6-9]|20)\d\d(?!\d)/.test(text);
}

function hasAddress(node: FootnoteDefinition): boolean {
  let linked = false;
  walk(node, child => {
    if (child.type === 'link') linked ||= /^(?:https?:\/\/|doi:)./i.test(child.url);
    // A quoted measurement, `[B1]`, is a link as well.
    if (child.type === 'linkReference') linked ||= !/^b\d+$/.test(child.identifier);
  });
  const text = plainText(node);
  return linked || text.search(doi) !== -1 || /\bISBN(?:-1[03])?\b[^0-9]{0,8}\d[\d -]{8,}[\dX]/i.test(text);
}
