import type { Code } from 'mdast';
import { type MarkdownFile, rangeOfNode } from '../pattern/markdown.ts';
import { nodesOf } from '../pattern/nodes.ts';
import type { Range } from '../pattern/position.ts';

/** A block of Python that the runner executes: its fence says "```python runnable". */
export type RunnableBlock = { code: string; range: Range; node: Code };

export function runnableBlocks(file: MarkdownFile): RunnableBlock[] {
  const blocks: RunnableBlock[] = [];
  for (const node of nodesOf(file.body, 'code')) {
    const words = (node.meta ?? '').split(/\s+/);
    if (node.lang?.toLowerCase() === 'python' && words.includes('runnable'))
      blocks.push({ code: node.value, range: rangeOfNode(node), node });
  }
  return blocks;
}

/** All runnable blocks of a README as the one program that they make; null when there are none. */
export function programOf(file: MarkdownFile): string | null {
  const blocks = runnableBlocks(file);
  return blocks.length === 0 ? null : blocks.map(({ code }) => `${code}\n`).join('\n');
}
