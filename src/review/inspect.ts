import { movedFolders } from '../catalog/fate.ts';
import { emptyLibrary, type Library, withChange } from '../catalog/library.ts';
import { libraryOf } from '../catalog/library-of.ts';
import type { Policy } from '../catalog/policy.ts';
import { emptyTaxonomy } from '../catalog/taxonomy.ts';
import type { Diagnostic } from '../pattern/diagnostic.ts';
import { relativeLinks } from '../pattern/links.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import { folderOf } from '../pattern/place.ts';
import { startOfFile } from '../pattern/position.ts';
import { allRules } from '../rules/all-rules.ts';
import { check, type Report } from '../rules/check.ts';
import { docsUrl } from '../rules/docs-url.ts';
import { introducedBy } from '../rules/introduced.ts';
import type { Given, Rule } from '../rules/rule.ts';
import type { Touched } from './touched.ts';

/** What the touched folders hold at the head: files that are read parsed, the others by path. */
export type DomainContents = {
  files: ParsedFile[];
  /** Git's ids of the READMEs, by path. */
  blobs: Record<string, string>;
  /** Whether further paths exist at the head; what is not in it has not been looked up. */
  known: Record<string, boolean>;
  /** The same files as they are on the default branch, as far as they are there. */
  before: ParsedFile[];
  /** And as they were where the head left the default branch; left out where nobody looked, or that has not moved on. */
  branchedOff?: ParsedFile[];
};

/** A domain of a pull request, looked at by every rule. */
export type Inspection = {
  touched: Touched;
  policy: Policy;
  files: ParsedFile[];
  /** The library as it will be after the merge. */
  library: Library;
  /** What the change brings with it. */
  report: Report;
  /** What the default branch has already, in the files that are changed. */
  present: Diagnostic[];
  before: ParsedFile[];
};

/** What is known besides contents: of people, and of other pull requests. */
export type Circumstances = Pick<Given, 'agrees' | 'claims' | 'pullRequest'>;

/** Applies every rule to the head, and to the default branch's state of the same files to tell apart what is new. */
export function inspect(
  touched: Touched,
  policy: Policy,
  contents: DomainContents,
  circumstances: Circumstances = {},
  rules: readonly Rule[] = allRules,
): Inspection {
  const library = libraryAfter(touched, policy, contents);
  const exists = existence(library, contents);
  const { files, before, branchedOff = [] } = contents;
  const { taxonomy, library: base } = policy;
  const change = { domain: touched.domain, files, edited: touched.edited };
  const report = check(change, { taxonomy, library, base, exists, ...circumstances }, rules);
  const moved = movedFolders(base, library, new Set(touched.folders));
  const then = (state: readonly ParsedFile[]): Diagnostic[] => foundBefore(touched, policy, state, exists);
  const { introduced, present } = introducedBy(report.diagnostics, then(before), moved);
  // What the default branch has mended since is on the branch still, and is gone with the merge.
  const { introduced: own } = introducedBy(introduced, then(branchedOff), moved);
  return {
    touched,
    policy,
    files,
    library,
    report: { ...report, diagnostics: own },
    present,
    before,
  };
}

/** A link's target that the change neither adds nor removes was there, or was not, before as well. */
function foundBefore(
  { domain, edited, present }: Touched,
  { taxonomy, library }: Policy,
  before: readonly ParsedFile[],
  exists: (path: string) => boolean | null,
): Diagnostic[] {
  if (before.length === 0) return [];
  const old = new Set(before.map(({ path }) => path));
  const added = new Set(present.filter(path => !old.has(path)));
  const removed = new Set(edited.filter(path => !present.includes(path)));
  const existed = (path: string): boolean | null =>
    removed.has(path) || old.has(path) ? true : added.has(path) ? false : exists(path);
  const given = { taxonomy, library, base: library, exists: existed };
  return check({ domain, files: [...before], edited: [] }, given).diagnostics;
}

/** A hundred cost a request. Of more, the rest is not judged. */
const mostLookedUp = 300;

/** Paths that links lead to and that neither the index nor the touched folders tell of: to be looked up once more. */
export function unknownPaths(touched: Touched, policy: Policy, contents: DomainContents): string[] {
  const exists = existence(libraryAfter(touched, policy, contents), contents);
  const paths = contents.files.flatMap(file =>
    file.kind === 'pattern' ? relativeLinks(file.path, file.pattern.body).map(link => link.path) : [],
  );
  const unknown = [...new Set(paths)].flatMap(path => (path && exists(path) === null ? [path] : []));
  return unknown.slice(0, mostLookedUp);
}

function libraryAfter(touched: Touched, policy: Policy, contents: DomainContents): Library {
  const added = libraryOf(contents.files, path => contents.blobs[path] ?? null);
  return withChange(policy.library, new Set(touched.folders), added);
}

function existence(library: Library, contents: DomainContents): (path: string) => boolean | null {
  // Where there is no README, nobody has an id of it.
  const listed = [...library.entries, ...library.unlisted.filter(({ blob }) => blob !== null)].map(folderOf);
  const present = new Set([
    ...contents.files.map(file => file.path),
    ...listed,
    ...listed.map(folder => `${folder}/README.md`),
  ]);
  const parents = new Set(
    [...present].flatMap(path => path.split('/').map((_, index, parts) => parts.slice(0, index).join('/'))),
  );
  return path => {
    if (present.has(path) || parents.has(path)) return true;
    return Object.hasOwn(contents.known, path) ? (contents.known[path] ?? null) : null;
  };
}

/** A folder under `patterns/` that is no domain, here or on the default branch: nothing in it would ever be read. */
export function unknownDomain(touched: Touched): Inspection {
  const [path = `patterns/${touched.domain}`] = touched.present;
  const message = `\`patterns/${touched.domain}\` is no domain, so nothing in it is read: it has no \`taxonomy.yaml\`. Add one, or move the file into a domain.`;
  const ruleId = 'location';
  const finding = { path, message, ruleId, severity: 'error' as const, range: startOfFile };
  return withoutDomain({ ...touched, folders: [] }, [{ ...finding, docsUrl: docsUrl(ruleId) }]);
}

/** Files that lie where nothing is ever read. */
export function strays(diagnostics: Diagnostic[]): Inspection {
  const paths = diagnostics.map(({ path }) => path);
  return withoutDomain({ domain: '', edited: paths, present: paths, folders: [] }, diagnostics);
}

function withoutDomain(touched: Touched, diagnostics: Diagnostic[]): Inspection {
  const policy = {
    taxonomy: emptyTaxonomy(touched.domain),
    qualityTable: { metrics: [], problems: [] },
    library: emptyLibrary,
  };
  return {
    touched,
    policy,
    files: [],
    library: policy.library,
    report: { diagnostics, notChecked: [], faults: [] },
    present: [],
    before: [],
  };
}
