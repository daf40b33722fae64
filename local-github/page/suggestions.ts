import type { Element, ElementContent, Root } from 'hast';
import { visit } from 'unist-util-visit';

type File = { data: Record<string, unknown> };

/** Shows each suggestion as the lines that it takes away and those that it puts there, when it is known which lines. */
export function suggestionsAsDiffs() {
  return (tree: Root, { data: { lines } }: File) => {
    if (!Array.isArray(lines)) return;
    visit(tree, 'element', (element, index, parent) => {
      const text = suggestionIn(element);
      if (text === null || !parent || index === undefined) return;
      parent.children.splice(index, 1, suggestionBox(lines, text));
      return index + 1;
    });
  };
}

/** The text of a code block in the language `suggestion`. */
function suggestionIn({ tagName, children: [code] }: Element): string | null {
  if (tagName !== 'pre' || code?.type !== 'element') return null;
  const { className } = code.properties;
  if (!Array.isArray(className) || !className.includes('language-suggestion')) return null;
  return code.children.map(child => (child.type === 'text' ? child.value : '')).join('');
}

function suggestionBox(before: readonly string[], text: string): Element {
  const after = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const rows = [
    ...before.map(line => row('removed', '-', line)),
    ...after.map(line => row('added', '+', line)),
  ];
  const heading = element('p', 'heading', [
    element('span', '', [{ type: 'text', value: 'Suggested change' }]),
    // The page only shows; on GitHub this is a button for whoever may push to the branch.
    element('span', 'button', [{ type: 'text', value: 'Apply suggestion' }]),
  ]);
  const table = element('table', 'diff', [element('tbody', '', rows)]);
  return element('div', 'suggestion', [heading, element('div', 'scroll', [table])]);
}

function row(kind: 'added' | 'removed', sign: string, line: string): Element {
  const cells = [sign, line].map(value => element('td', '', [{ type: 'text', value }]));
  return element('tr', kind, cells);
}

function element(tagName: string, className: string, children: ElementContent[]): Element {
  const properties = className === '' ? {} : { className: [className] };
  return { type: 'element', tagName, properties, children };
}
