import GithubSlugger from 'github-slugger';
import type { Definition, Html, Image, Link, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { headingText, rangeOfNode } from './markdown.ts';
import { nodesOf, walk } from './nodes.ts';
import { type Position, positionsIn, type Range } from './position.ts';
import { remembered } from './remembered.ts';

/** A link inside the repository. */
export type RelativeLink = { url: string; text: string; range: Range } & Target;

/** What a link points to: a path from the repository's root (null: it leads out of it) and a heading. */
export type Target = { path: string | null; fragment: string | null };

/** All links and images of a body that point into the repository, resolved from the file's own place. */
export function relativeLinks(file: string, body: Root): readonly RelativeLink[] {
  const known = linksOf(body);
  const links = known.get(file) ?? linksFrom(file, body);
  known.set(file, links);
  return links;
}

/** By the file that the body is of, which is always the same. */
const linksOf = remembered((_: Root) => new Map<string, readonly RelativeLink[]>());

function linksFrom(file: string, body: Root): RelativeLink[] {
  const links: RelativeLink[] = [];
  const add = (url: string, text: string, range: Range): void => {
    const target = targetOf(file, url);
    if (target) links.push({ url, text, range, ...target });
  };
  walk(body, node => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition')
      add(node.url, labelOf(node), rangeOfNode(node));
    else if (node.type === 'html') for (const { url, range } of linksInHtml(node)) add(url, '', range);
  });
  return links;
}

/** A link as others need it: `isAnchored` is false where it leads to a heading of its own file that is not there. */
export type CheckedLink = Omit<RelativeLink, 'text'> & { isAnchored: boolean };

/** Anchors that GitHub makes beside those of headings: footnotes, and the top of the page. */
const made = /^(?:user-content-|fn|top$)/i;

/** All links into the repository, with what only the file itself can tell of each. */
export function checkedLinks(file: string, body: Root): CheckedLink[] {
  const links = relativeLinks(file, body);
  if (links.length === 0) return [];
  const anchors = anchorsOf(body);
  return links.map(({ text: _, ...link }) => {
    const { path, fragment } = link;
    const isAnchored =
      path !== file || !fragment || anchors.has(fragment.toLowerCase()) || made.test(fragment);
    return { ...link, isAnchored };
  });
}

/** `<a href="…">` and `<img src="…">`, but not what is commented out. */
function* linksInHtml(node: Html): Iterable<{ url: string; range: Range }> {
  const html = node.value.replace(/<!--.*?(?:-->|$)/gs, comment => comment.replace(/[^\n]/g, ' '));
  const { start } = rangeOfNode(node);
  const positionOf = positionsIn(html);
  const placeOf = (offset: number): Position => {
    const { line, column } = positionOf(offset);
    return { line: start.line + line - 1, column: line === 1 ? start.column + column - 1 : column };
  };
  for (const { 0: tag, index } of html.matchAll(/<(?:a|img)\s[^<>]*/gi)) {
    const match = /\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(tag);
    if (!match) continue;
    const range = { start: placeOf(index), end: placeOf(index + match.index + match[0].length) };
    yield { url: match[1] ?? match[2] ?? '', range };
  }
}

/** Where a URL points to inside the repository; null for addresses elsewhere. */
export function targetOf(file: string, url: string): Target | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//')) return null;
  const hash = url.indexOf('#');
  const fragment = hash === -1 ? null : decoded(url.slice(hash + 1));
  const path = decoded((hash === -1 ? url : url.slice(0, hash)).split('?')[0] ?? '');
  if (path === '') return { path: file, fragment };
  const parts = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return { path: null, fragment };
  }
  return { path: parts.join('/'), fragment };
}

/** The anchors of a file in lower case: those that GitHub gives to headings, and those in HTML. */
export function anchorsOf(body: Root): Set<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set<string>();
  for (const node of nodesOf(body, 'heading')) anchors.add(slugger.slug(headingText(node)));
  for (const node of nodesOf(body, 'html'))
    for (const match of node.value.matchAll(/\s(?:id|name)=["']([^"'\s]{1,200})["']/gi))
      anchors.add((match[1] ?? '').toLowerCase());
  return anchors;
}

function labelOf(node: Link | Image | Definition): string {
  if (node.type === 'link') return plainText(node);
  return node.type === 'image' ? (node.alt ?? '') : (node.label ?? node.identifier);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
