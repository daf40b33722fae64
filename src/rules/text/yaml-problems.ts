import type { Code } from 'mdast';
import { limits } from '../../pattern/limits.ts';
import { rangeOfNode } from '../../pattern/markdown.ts';
import { sourceOf } from '../../pattern/passages.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { type Position, positionsIn } from '../../pattern/position.ts';
import { parseYaml } from '../../pattern/yaml.ts';
import { wordingOfYaml } from '../../pattern/yaml-wording.ts';
import type { Finding } from '../rule.ts';

/** What keeps a block from being YAML. Several documents, anchors and tags are fine in an example, though not in our front matter. */
export function* yamlProblems(pattern: Pattern, node: Code): Iterable<Finding> {
  const { value } = node;
  if (value.length > limits.frontMatterCharacters) return;
  const { start, end } = rangeOfNode(node);
  // The value is without what stands before its lines in a list or a quotation.
  const written = sourceOf(pattern, node).split(/\r?\n/);
  const lines = value.split(/\r?\n/);
  const inBlock = positionsIn(value);
  const inFile = (offset: number): Position => {
    const { line, column } = inBlock(offset);
    const before = (written[line]?.length ?? 0) - (lines[line - 1]?.length ?? 0);
    return start.line + line > end.line
      ? end
      : { line: start.line + line, column: column + Math.max(0, before) };
  };
  const marks = [...value.matchAll(/^---(?=\s|$).*$/gm), { index: value.length, 0: '' }];
  let from = 0;
  for (const { index, 0: mark } of marks) {
    for (const problem of parseYaml(value.slice(from, index), from, inFile).problems)
      if (problem.kind === 'syntax' || problem.kind === 'duplicate-key')
        yield { range: problem.range, message: `This block is not valid YAML. ${wordingOfYaml(problem)}` };
    from = index + mark.length;
  }
}
