import type { Diagnostic } from '../pattern/diagnostic.ts';
import { startOfFile } from '../pattern/position.ts';
import { docsUrl } from '../rules/docs-url.ts';

/** Markdown directly in `patterns/`, other than a page about the domains: it is in no domain, so nothing ever reads it. */
export function strayFindings(paths: readonly string[]): Diagnostic[] {
  return paths.filter(isStray).map(path => ({
    path,
    message:
      'Nothing reads a Markdown file at this place. A pattern’s text belongs in `patterns/<domain>/<category>/<name>/README.md`.',
    ruleId: 'location',
    severity: 'error',
    range: startOfFile,
    docsUrl: docsUrl('location'),
  }));
}

function isStray(path: string): boolean {
  return /^patterns\/(?!README\.md$)[^/]+\.(?:md|markdown)$/i.test(path);
}
