import { emptyLibrary } from '../catalog/library.ts';
import { emptyTaxonomy } from '../catalog/taxonomy.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { startOfFile } from '../pattern/position.ts';
import { docsUrl } from '../rules/docs-url.ts';
import type { Inspection, Scope } from './inspect.ts';

/** A folder under `patterns/` that is no domain, here or on the base: nothing in it would ever be read. `twin`: the domain that it is called like. */
export function unknownDomain(scope: Scope, twin?: string): Inspection {
  const [path = `patterns/${scope.domain}`] = scope.present;
  const why = twin
    ? `the domain is called \`${twin}\`. Move the file there.`
    : 'it has no `taxonomy.yaml`. Add one, or move the file into a domain.';
  const message = `\`patterns/${scope.domain}\` is no domain, so nothing in it is read: ${why}`;
  const ruleId = 'location';
  const finding = { path, message, ruleId, severity: 'error' as const, range: startOfFile };
  return withoutDomain({ ...scope, folders: [] }, [{ ...finding, docsUrl: docsUrl(ruleId) }]);
}

/**
 * Returns the domain that a folder is called like but for upper and lower case: where those are the same, the two would be one folder.
 * One that is there already goes before one that a change `brings`, and of those the one in lower case.
 */
export function domainTwin(
  name: string,
  known: readonly string[],
  brings: readonly string[],
): string | undefined {
  if (known.includes(name)) return undefined;
  const isTwin = (other: string): boolean => other !== name && other.toLowerCase() === name.toLowerCase();
  return known.find(isTwin) ?? brings.find(other => isTwin(other) && goesBefore(other, name));
}

function goesBefore(a: string, b: string): boolean {
  const isLower = (name: string): boolean => name === name.toLowerCase();
  return isLower(a) || (!isLower(b) && a < b);
}

/** Files that lie where nothing is ever read. */
export function strays(diagnostics: Diagnostic[]): Inspection {
  const paths = diagnostics.map(({ path }) => path);
  return withoutDomain({ domain: '', edited: paths, present: paths, folders: [] }, diagnostics);
}

function withoutDomain(scope: Scope, diagnostics: Diagnostic[]): Inspection {
  const taxonomy = emptyTaxonomy(scope.domain);
  return {
    scope,
    policy: { taxonomy, qualityTable: { metrics: [], problems: [] }, library: emptyLibrary },
    files: [],
    library: emptyLibrary,
    report: { diagnostics, notChecked: [], faults: [] },
    preexisting: [],
    before: [],
    changes: [],
  };
}
