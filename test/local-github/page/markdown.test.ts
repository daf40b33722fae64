import type { Element, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { renderMarkdown } from '../../../local-github/page/markdown.ts';

test('what GitHub renders is rendered', async () => {
  const text =
    '## Two things\n\n| | Metric |\n|---|---|\n| ✅ | `code` |\n\n- [ ] open\n- [x] done\n\n~~gone~~ https://example.com\n\n<details><summary>More</summary>\n\n**inside**\n\n</details>';
  const html = await renderMarkdown(text);
  expect(html).toContain('<h2>Two things</h2>');
  expect(html).toContain('<td><code>code</code></td>');
  expect(html).toContain('<del>gone</del>');
  expect(html).toContain('<a href="https://example.com">');
  expect(html).toMatch(/<details><summary>More<\/summary>\s*<p><strong>inside<\/strong><\/p>/);
  expect(html.match(/<input type="checkbox"[^>]*disabled/g)).toHaveLength(2);
  expect(html.match(/checked/g)).toHaveLength(1);
});

test('boxes of a task list survive between paragraphs and in nested lists', async () => {
  const html = await renderMarkdown('- [ ] one\n\n- [x] two\n  - [ ] three\n');
  expect(html.match(/<input /g)).toHaveLength(3);
});

test('boxes in table cells stay text, and boxes written as HTML are dropped, as on GitHub', async () => {
  const html = await renderMarkdown(
    '| a |\n|---|\n| [ ] b |\n| <input type="checkbox"> c |\n\n<input type="checkbox">\n\n- <input type="checkbox"> d',
  );
  expect(html).toContain('[ ] b');
  expect(html).not.toContain('<input');
});

test('comments in HTML do not show', async () => {
  const html = await renderMarkdown('<!-- pattern-librarian --> seen\n\n<!-- <b>not</b> -->');
  expect(html).toContain('seen');
  expect(html).not.toMatch(/librarian|not|<!--/);
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x]: vbscript:alert(1)\n\n[x]',
  '![x](javascript:alert(1))',
  '<style>body{display:none}</style>',
  '<p style="position:fixed;inset:0">x</p>',
  '<p class="site" onclick="alert(1)">x</p>',
  '<iframe src="https://example.com" srcdoc="<script>alert(1)</script>"></iframe>',
  '<form action="https://example.com"><button>x</button><input type="password"></form>',
  '<meta http-equiv="refresh" content="0;url=https://example.com">',
  '<base href="https://example.com"><link rel="stylesheet" href="https://example.com/x.css">',
  '<object data="x"></object><embed src="x"><video onerror=alert(1)><source onerror=alert(1)></video>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<!--><script>alert(1)</script>-->',
  '```html"onmouseover="alert(1)\nx\n```',
];

const HARMLESS = [
  'a',
  'blockquote',
  'br',
  'code',
  'details',
  'div',
  'em',
  'h2',
  'img',
  'input',
  'li',
  'p',
  'pre',
  'source',
];
const TAGS = [...HARMLESS, 'span', 'strong', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul'];

/** What a browser would make of it: every element, with its attributes. */
function elementsOf(html: string): Element[] {
  const tree = unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as Root);
  const elements: Element[] = [];
  visit(tree, 'element', (element: Element) => {
    elements.push(element);
  });
  return elements;
}

test.each(HOSTILE)('%s does nothing', async text => {
  for (const place of [text, `- [ ] ${text}`, `<details>\n\n${text}\n\n</details>`]) {
    for (const { tagName, properties } of elementsOf(await renderMarkdown(place))) {
      expect(TAGS).toContain(tagName);
      for (const [name, value] of Object.entries(properties)) {
        expect(name).not.toMatch(/^(on|style|srcdoc|action|formaction)/i);
        if (/^(href|src|cite)/.test(name)) expect(String(value)).toMatch(/^(https?:|mailto:|[#/?x])/);
      }
    }
  }
});

test('the look at elements is not blind', () => {
  const [image] = elementsOf('<img src=x onerror=alert(1)>');
  expect(Object.keys(image?.properties ?? {})).toEqual(['src', 'onError']);
});

test('an id in a comment cannot pass for one of the page', async () => {
  expect(await renderMarkdown('<p id="checks">x</p>')).toContain('id="user-content-checks"');
});
