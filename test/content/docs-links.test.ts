import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anchorsOf, relativeLinks } from '../../src/pattern/links.ts';
import { parseMarkdown } from '../../src/pattern/markdown.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...globSync('docs/**/*.md'),
].map(path => path.replaceAll('\\', '/'));

const bodies = new Map<string, ReturnType<typeof parseMarkdown>['body']>();
function bodyOf(path: string): ReturnType<typeof parseMarkdown>['body'] {
  const body = bodies.get(path) ?? parseMarkdown(path, readFileSync(path, 'utf8')).body;
  bodies.set(path, body);
  return body;
}

/** Relative links of a text that lead nowhere, as they are written. */
function brokenIn(path: string, body: ReturnType<typeof parseMarkdown>['body']): string[] {
  return relativeLinks(path, body)
    .filter(({ path: to, fragment }) => {
      if (to === null || !existsSync(to === '' ? '.' : to)) return true;
      return fragment !== null && to.endsWith('.md') && !anchorsOf(bodyOf(to)).has(fragment.toLowerCase());
    })
    .map(({ url }) => url);
}

test('all pages are looked at', () => {
  expect(pages).toEqual(expect.arrayContaining(['docs/how-it-works.md', 'docs/rules/schema.md']));
  expect(relativeLinks('README.md', bodyOf('README.md')).length).toBeGreaterThan(3);
});

test.each(pages)('each link of %s inside the repository leads somewhere', path => {
  expect(brokenIn(path, bodyOf(path))).toEqual([]);
});

test('a link to a file, a page or a heading that is not there is found', () => {
  const text = '[a](docs/none.md) [b](README.md#none) [c](../outside.md) [d](docs) [e](docs/rules.md#schema)';
  expect(brokenIn('NEW.md', parseMarkdown('NEW.md', text).body)).toEqual([
    'docs/none.md',
    'README.md#none',
    '../outside.md',
  ]);
});
