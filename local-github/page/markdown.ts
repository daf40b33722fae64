import type { Element, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { suggestionsAsDiffs } from './suggestions.ts';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeSanitize)
  .use(onlyTaskListBoxes)
  .use(suggestionsAsDiffs)
  .use(rehypeStringify);

/**
 * Markdown as GitHub shows it, made harmless: no scripts, handlers, styles, forms or addresses other than web and mail.
 * With the lines that it is about, a suggestion in it is shown as what it would change of them.
 */
export async function renderMarkdown(text: string, lines?: string[]): Promise<string> {
  return String(await processor.process({ value: text, data: { lines } }));
}

/** GitHub shows a checkbox only where a task list made it, never one that was written as HTML. */
function onlyTaskListBoxes() {
  return (tree: Root) => {
    const boxes = new Set<Element>();
    visit(tree, 'element', task => {
      if (!isTask(task)) return;
      const [first] = task.children.filter(({ type }) => type === 'element');
      const box = first?.type === 'element' && first.tagName === 'p' ? first.children[0] : first;
      if (box?.type === 'element') boxes.add(box);
    });
    visit(tree, 'element', (element, index, parent) => {
      if (element.tagName !== 'input' || boxes.has(element) || !parent || index === undefined) return;
      parent.children.splice(index, 1);
      return index;
    });
  };
}

function isTask({ tagName, properties: { className } }: Element): boolean {
  return tagName === 'li' && Array.isArray(className) && className.includes('task-list-item');
}
