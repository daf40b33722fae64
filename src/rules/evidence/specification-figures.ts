import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { specifiedFigures } from '../../evidence/specified.ts';
import { walk } from '../../pattern/nodes.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { rangeAt } from '../../pattern/pattern.ts';
import { visible } from '../../pattern/visible.ts';
import { code } from '../../pattern/wording.ts';
import { acceptedKeys, acceptedPath, acceptedReadme } from '../examples/example-accepted.ts';
import type { Example, FolderRule } from '../rule.ts';
import { reproduce } from './evidence-place.ts';

/** A pattern that has been accepted without a benchmark. */
function unmeasured(evidence: string): Example {
  const keys = `${acceptedKeys}\nhit_rate: 30-50%\nwaivers:\n  - { rule: benchmark, reason: It needs the requests of a model in production. }`;
  const files = { [acceptedPath]: acceptedReadme({ Evidence: evidence }, keys) };
  return { files, base: files };
}

export const specificationFigures: FolderRule = {
  id: 'specification-figures',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'Each figure in one of the specification’s own keys stands in the Evidence section, with its key, beside what was measured.',
  why: 'The specification promises “2-3x” and “50% reduction”. Readers must see what came out here, or that nobody has measured it.',
  fix: 'Run `patterns reproduce <fingerprint>`, which writes the table; `specification` in benchmark.py says what was measured beside which key. Where nothing can be measured, write a line such as `hit_rate: 30-50%, not measured by us` into the section.',
  failing: unmeasured('Nothing here can be measured without a model in production.'),
  passing: unmeasured('`hit_rate: 30-50%`: not measured by us, for want of a model in production.'),
  *check(pattern) {
    const section = writtenSection(pattern, 'Evidence');
    if (!section) return;
    const figures = specifiedFigures(pattern);
    const lines = figures.length === 0 ? [] : linesOf(section.content);
    for (const { key, value, pointer } of figures) {
      const wanted = normal(value);
      if (lines.some(line => line.includes(key) && line.includes(wanted))) continue;
      yield {
        range: rangeAt(pattern, pointer),
        message: `The Evidence section does not show ${code(`${key}: ${value}`)} beside what was measured. Let ${reproduce(pattern)} write it, or where nothing can be measured, add a line with the key, the figure and “not measured by us”.`,
      };
    }
  },
};

/** What stands together: the rows of tables, and paragraphs. */
function linesOf(content: readonly RootContent[]): string[] {
  const lines: string[] = [];
  for (const block of content)
    walk(block, node => {
      if (node.type === 'tableRow')
        lines.push(normal(node.children.map(cell => plainText(cell, { includeHtml: false })).join(' | ')));
      if (node.type === 'paragraph') lines.push(normal(plainText(node, { includeHtml: false })));
    });
  return lines;
}

/** As the writer of Evidence writes it: on one line, with nothing hidden. */
function normal(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).trim();
}
