import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import { combineExtensions } from 'micromark-util-combine-extensions';

/** Parses GitHub-flavoured Markdown. Front matter is the first node, of type `yaml`. */
export type BodyParser = (text: string) => Root;

/** What remark-gfm and remark-frontmatter add, combined once and not for each text. */
const extensions = [combineExtensions([gfm(), frontmatter(['yaml'])])];
const mdastExtensions = [gfmFromMarkdown(), frontmatterFromMarkdown(['yaml'])];

/** Parses as remark does. It is the reference: what it reads is what a text says, and other parsers must give the same. */
export const parseWithMicromark: BodyParser = text => fromMarkdown(text, { extensions, mdastExtensions });
