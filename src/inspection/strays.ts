import type { Diagnostic } from '../pattern/diagnostic.ts';
import { startOfFile } from '../pattern/position.ts';
import type { UnreadableReason } from '../pattern/source-file.ts';
import { code } from '../pattern/wording.ts';
import { docsUrl } from '../rules/docs-url.ts';
import { sentenceOf } from '../rules/file/readable.ts';

/**
 * What is in no domain, so that nothing ever reads it: Markdown directly in `patterns/`, other than a page about the domains, and
 * whatever lies in a folder that is called like it but for upper and lower case.
 */
export function strayFindings(paths: readonly string[]): Diagnostic[] {
  const twins = Map.groupBy(paths.filter(isInTwin), path => path.split('/')[0] ?? '');
  return [
    ...paths.filter(isStray).map(path => finding(path, 'location', misplaced)),
    ...[...twins].flatMap(([folder, [first = folder]]) => finding(first, 'location', inTwin(folder))),
  ];
}

/** Places where a domain may lie, of which only their contents tell whether one does: see `hidingFindings`. */
export function mayHide(path: string): boolean {
  return /^patterns\/[^/]+$/.test(path) && !isStray(path);
}

/** Links and repositories of their own in the place of a domain: a domain may lie in them, and nobody would read it. */
export function hidingFindings(
  files: readonly { path: string; unreadable?: UnreadableReason }[],
): Diagnostic[] {
  return files.flatMap(({ path, unreadable }) =>
    unreadable === 'symlink' || unreadable === 'submodule'
      ? finding(path, 'readable', sentenceOf(unreadable))
      : [],
  );
}

const misplaced =
  'Nothing reads a Markdown file at this place. A pattern’s text belongs in `patterns/<domain>/<category>/<name>/README.md`.';

function inTwin(folder: string): string {
  return `Only \`patterns\` is read, and nothing in ${code(folder)}; where upper and lower case are the same, the two would be one folder. Move what is in it to \`patterns/<domain>/<category>/<name>/\`.`;
}

function finding(path: string, ruleId: string, message: string): Diagnostic {
  return { path, message, ruleId, severity: 'error', range: startOfFile, docsUrl: docsUrl(ruleId) };
}

function isStray(path: string): boolean {
  return /^patterns\/(?!README\.md$)[^/]+\.(?:md|markdown)$/i.test(path) && !isInTwin(path);
}

/** Whether a path lies in a folder that is called `patterns` but for upper and lower case. */
export function isInTwin(path: string): boolean {
  return /^patterns\//i.test(path) && !path.startsWith('patterns/');
}
