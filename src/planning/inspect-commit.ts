import { emptyLibrary, type Library } from '../catalog/library.ts';
import type { Policy } from '../catalog/policy.ts';
import type { Taxonomy } from '../catalog/taxonomy.generated.ts';
import { emptyTaxonomy } from '../catalog/taxonomy.ts';
import { contentsAt, existing, type FolderEntry, readContents } from '../github/read-contents.ts';
import { kindOf, type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import { domainOf } from '../pattern/place.ts';
import {
  type Circumstances,
  type DomainContents,
  type Inspection,
  inspect,
  strays,
  unknownDomain,
  unknownPaths,
} from '../review/inspect.ts';
import type { ChangedFile } from '../review/snapshot.ts';
import { pathsBefore, pathsToRead, presentBefore, type Touched, touchedDomains } from '../review/touched.ts';
import { allRules } from '../rules/all-rules.ts';
import { strayFindings } from '../rules/strays.ts';
import { rulesWithoutTaxonomy } from '../rules/without-taxonomy.ts';
import type { ReadingContext } from './context.ts';
import { type DomainPolicy, policyOf } from './load-policy.ts';

/** Where the change is to be looked at, and what it is compared with. */
export type Commit = {
  repository: string;
  headOid: string;
  policyOid: string;
  files: readonly ChangedFile[];
  circumstances: Circumstances;
  /** The commit where the head left the default branch; asked for only where it may matter. */
  readMergeBase?: () => Promise<string>;
};

/** The inspections of all touched domains; or nothing to look after; or why a maintainer has to act first. */
export type Outcome =
  | { kind: 'inspected'; inspections: Inspection[]; taxonomies: Taxonomy[] }
  | { kind: 'no-library' }
  | { kind: 'broken'; reason: string };

/** Reads what a change touches and applies every rule. Policy comes from the default branch, contents from the head. */
export async function inspectCommit(context: ReadingContext, commit: Commit): Promise<Outcome> {
  const policies = await context.policies(
    context.github,
    context.parser,
    commit.repository,
    commit.policyOid,
  );
  if (policies.length === 0) return { kind: 'no-library' };
  const touched = touchedDomains(commit.files);
  const { headOid, policyOid } = commit;
  const paths = touched.map(domain => {
    const library = libraryIn(policies, domain.domain);
    return {
      now: pathsToRead(domain, library).map(path => ({ oid: headOid, path })),
      before: pathsBefore(domain, commit.files, library).map(path => ({ oid: policyOid, path })),
    };
  });
  const read = await readContents(context.github, commit.repository, [
    ...paths.flatMap(({ now }) => now),
    ...paths.flatMap(({ before }) => before),
  ]);
  const contents = contentsAt(read, headOid);
  const old = contentsAt(read, policyOid);
  const parsed = await context.parser.parse(contents.files.map(({ file }) => file));
  const parsedBefore = await context.parser.parse(old.files.map(({ file }) => file));
  const blobs = Object.fromEntries(contents.files.map(({ file, blob }) => [file.path, blob]));
  const inspections: Inspection[] = [];
  for (const domain of touched) {
    const files = filesOf(domain, parsed, contents.folders);
    const own = await policyFor(
      context,
      domain,
      policies,
      contents.files.map(({ file }) => file),
    );
    if (own === null) {
      if (domain.folders.length > 0 && domain.present.length > 0) inspections.push(unknownDomain(domain));
      continue;
    }
    if ('broken' in own) return { kind: 'broken', reason: own.broken };
    const { policy } = own;
    // Only an empty taxonomy has no prefix.
    const rules = policy.taxonomy.prefix === '' ? rulesWithoutTaxonomy : allRules;
    const before = filesOf(presentBefore(domain, commit.files), parsedBefore, old.folders);
    const known = await lookUp(context, commit, domain, policy, { files, blobs, before, known: {} });
    const now = { files, blobs, before, known };
    const found = inspect(domain, policy, now, commit.circumstances, rules);
    const branchedOff = await readBranchedOff(context, commit, found);
    inspections.push(
      branchedOff === null
        ? found
        : inspect(domain, policy, { ...now, branchedOff }, commit.circumstances, rules),
    );
  }
  const there = commit.files.flatMap(({ path, change }) => (change === 'deleted' ? [] : path));
  const stray = strayFindings(there);
  if (stray.length > 0) inspections.push(strays(stray));
  const taxonomies = policies.flatMap(found => ('policy' in found ? found.policy.taxonomy : []));
  return { kind: 'inspected', inspections, taxonomies };
}

/**
 * The default branch's policy. Where there is none that can be used, a pull request that brings a good one is judged by
 * its own: nothing else could ever repair a broken taxonomy or found a new domain.
 */
async function policyFor(
  context: ReadingContext,
  touched: Touched,
  policies: readonly DomainPolicy[],
  files: Parameters<typeof policyOf>[2],
): Promise<DomainPolicy | null> {
  const present = policies.find(item => item.domain === touched.domain);
  if (present && 'policy' in present) return present;
  if (!touched.present.includes(`patterns/${touched.domain}/taxonomy.yaml`)) return present ?? null;
  // What it says of its own library is to be checked, and not to be believed.
  const trusted = files.filter(({ path }) => kindOf(path) === 'taxonomy' || kindOf(path) === 'handbook');
  const own = await policyOf(context.parser, touched.domain, trusted);
  if ('policy' in own) return own;
  return present ?? { domain: touched.domain, policy: foundingPolicy(touched.domain), index: {} };
}

/** Of a new domain whose taxonomy cannot be used, which the author has to mend. */
function foundingPolicy(domain: string): Policy {
  return {
    taxonomy: emptyTaxonomy(domain),
    qualityTable: { metrics: [], problems: [] },
    library: emptyLibrary,
  };
}

function libraryIn(policies: readonly DomainPolicy[], domain: string): Library {
  const found = policies.find(item => item.domain === domain);
  return found && 'policy' in found ? found.policy.library : emptyLibrary;
}

/** Touched files by path: what was parsed, and the rest of the folders as they are. */
function filesOf(
  touched: Touched,
  parsed: readonly ParsedFile[],
  folders: Record<string, FolderEntry[]>,
): ParsedFile[] {
  const own = parsed.filter(file => domainOf(file.path) === touched.domain);
  const seen = new Set(own.map(file => file.path));
  const listed = touched.folders.flatMap(folder =>
    (folders[folder] ?? []).map(entry => `${folder}/${entry.name}`),
  );
  const others = [...new Set([...listed, ...touched.present])].filter(path => !seen.has(path)).sort();
  return [...own, ...others.map((path): ParsedFile => parseFile({ path, unreadable: 'directory' }))];
}

/** Looks up whether the targets of links exist, in one request and only when the index does not tell. */
async function lookUp(
  context: ReadingContext,
  commit: Commit,
  touched: Touched,
  policy: Policy,
  contents: DomainContents,
): Promise<Record<string, boolean>> {
  const unknown = unknownPaths(touched, policy, contents);
  return existing(context.github, commit.repository, commit.headOid, unknown);
}

/**
 * The changed files as they were where the head left the default branch, if that has moved on since and something is found
 * in a file that was there; else null.
 */
async function readBranchedOff(
  { github, parser }: ReadingContext,
  { repository, policyOid, files, readMergeBase }: Commit,
  { touched, policy, report, before }: Inspection,
): Promise<ParsedFile[] | null> {
  const old = new Set(before.map(({ path }) => path));
  const mayBeOld = report.diagnostics.some(({ path, severity }) => severity !== 'info' && old.has(path));
  if (!readMergeBase || !mayBeOld) return null;
  const oid = await readMergeBase();
  if (oid === policyOid) return null;
  const paths = pathsBefore(touched, files, policy.library).map(path => ({ oid, path }));
  const { files: read, folders } = contentsAt(await readContents(github, repository, paths), oid);
  const parsed = await parser.parse(read.map(({ file }) => file));
  return filesOf(presentBefore(touched, files), parsed, folders);
}
