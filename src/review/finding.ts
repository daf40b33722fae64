import type { PhrasingContent } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { type Diagnostic, isInsertion } from '../pattern/diagnostic.ts';
import { codeSpan, link, words } from '../pattern/tree.ts';
import type { ChangedFile } from './snapshot.ts';

/** Addresses that a review needs. */
export type Links = {
  repository: string;
  headOid: string;
  /** What the change deletes, and the commit that still has it. */
  deleted: { oid: string; paths: ReadonlySet<string> };
};

export function linksOf(
  repository: string,
  headOid: string,
  defaultOid: string,
  files: readonly ChangedFile[],
): Links {
  const paths = files.flatMap(({ path, change }) => (change === 'deleted' ? path : []));
  return { repository, headOid, deleted: { oid: defaultOid, paths: new Set(paths) } };
}

/** Straight to a line: `plain=1` shows a README's source, where lines exist. */
export function lineUrl({ repository, headOid, deleted }: Links, path: string, line: number): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const oid = deleted.paths.has(path) ? deleted.oid : headOid;
  return `${repository}/blob/${oid}/${encoded}?plain=1#L${line}`;
}

/** "line 12 — message (why)"; with the file's name where several files are spoken of. */
export function findingItem(diagnostic: Diagnostic, links: Links, withFile: boolean): PhrasingContent[] {
  const { path, range, docsUrl } = diagnostic;
  const line = `line ${range.start.line}`;
  const place: (PhrasingContent | string)[] = withFile ? [codeSpan(shortPath(path)), ` ${line}`] : [line];
  return words([
    link(lineUrl(links, path, range.start.line), ...place),
    ' — ',
    ...messageOf(diagnostic),
    ' ',
    ...fixOf(diagnostic),
    link(docsUrl, 'Why this is asked'),
  ]);
}

const longestFix = 80;

/** A fix that is short and not in the message yet; a longer one stands beside the line. */
function fixOf({ fix, message }: Diagnostic): (PhrasingContent | string)[] {
  const text = fix?.text.trim() ?? '';
  if (text === '' || text.length > longestFix || text.includes('\n') || message.includes(text)) return [];
  return [fix && isInsertion(fix) ? 'Add ' : 'Write ', codeSpan(text), '. '];
}

/** `patterns/ml/optimization/prediction-caching/README.md` → `prediction-caching/README.md` */
function shortPath(path: string): string {
  const parts = path.split('/');
  const short = parts.length > 2 ? parts.slice(-2).join('/') : path;
  return short.length > 100 ? `…${short.slice(-99)}` : short;
}

const parser = unified().use(remarkParse).freeze();

/** A rule's message as inline Markdown: our words and code spans, which is all that messages are made of. */
export function messageOf({ message }: Pick<Diagnostic, 'message'>): PhrasingContent[] {
  const quick = quickMessage(message);
  if (quick !== null) return quick;
  const [only, ...more] = parser.parse(message).children;
  const children = only?.type === 'paragraph' && more.length === 0 ? only.children : [];
  const plain =
    children.length > 0 && children.every(child => child.type === 'text' || child.type === 'inlineCode');
  return plain ? children : [codeSpan(message.replace(/\s+/g, ' '))];
}

/** Words in which nothing means anything in Markdown, and code between single backquotes. */
const simpleMessage = /^(?:[^\p{Cc}`<>*_[\]\\&]|`[^\p{Cc}` ](?:[^\p{Cc}`]*[^\p{Cc}` ])?`)*$/u;

/** What the parser would find, in a fraction of the time; null where it has to be asked. */
function quickMessage(message: string): PhrasingContent[] | null {
  const isSimple = /^(?:[A-Za-z`]|\d+ [A-Za-z])/.test(message) && simpleMessage.test(message);
  if (!isSimple || message.includes('``') || message.endsWith(' ')) return null;
  return message.split('`').flatMap((value, place): PhrasingContent[] => {
    if (value === '') return [];
    return [place % 2 === 0 ? { type: 'text', value } : { type: 'inlineCode', value }];
  });
}
