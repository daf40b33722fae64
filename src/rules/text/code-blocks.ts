import type { Code, Nodes } from 'mdast';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { nodesOf } from '../../pattern/nodes.ts';
import { writtenSection } from '../../pattern/parts.ts';
import { sourceOf } from '../../pattern/passages.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { code } from '../../pattern/wording.ts';
import { accepted, acceptedSections } from '../examples/example-accepted.ts';
import type { Finding, FolderRule } from '../rule.ts';
import { yamlProblems } from './yaml-problems.ts';

export const codeBlocks: FolderRule = {
  id: 'code-blocks',
  since: '0.1.0',
  scope: 'folder',
  severity: 'error',
  onDraft: 'info',
  what: 'The implementation (of an anti-pattern: the detection) has a fenced block, every fenced block names its language, and JSON and YAML can be parsed.',
  why: 'Readers copy code. The language gives it colour, and tells the runner and the notebook what to do with it.',
  fix: 'Write the language behind the opening fence: `python`, `sh`, `text` for output; `jsonc` or `text` for what is not quite JSON.',
  failing: accepted({
    Implementation: (acceptedSections.Implementation ?? '').replace('```python runnable', '```'),
  }),
  passing: accepted(),
  *check(pattern) {
    for (const title of ['Implementation', 'Detection']) {
      const section = writtenSection(pattern, title);
      if (section && fencesIn(pattern, section.content).length === 0)
        yield {
          range: rangeOfNode(section.heading),
          message: `${code(`## ${title}`)} has no fenced block. Show the code between lines of three backticks, with its language behind the first.`,
        };
    }
    for (const node of fencesIn(pattern, [pattern.body])) {
      const language = node.lang?.toLowerCase();
      if (!language)
        yield {
          range: rangeOfNode(node),
          message:
            'This block names no language. Write it behind the opening fence: `python`, or `text` for output.',
        };
      else if (language === 'json') yield* notJson(node);
      else if (language === 'yaml' || language === 'yml') yield* yamlProblems(pattern, node);
    }
  },
};

/** Blocks between fences: what is code by its indentation alone has no place for a language. */
function fencesIn(pattern: Pattern, nodes: readonly Nodes[]): Code[] {
  return nodes.flatMap(node => nodesOf(node, 'code').filter(item => /^[`~]/.test(sourceOf(pattern, item))));
}

function* notJson(node: Code): Iterable<Finding> {
  try {
    JSON.parse(node.value);
  } catch {
    const message =
      'This block is not valid JSON, which has no comments, no `…` and no comma before a closing bracket. Correct it, or name its language `jsonc` or `text`.';
    yield { range: rangeOfNode(node), message };
  }
}
