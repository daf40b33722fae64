import { readIndexJson } from '../catalog/index-file.ts';
import { indexFiles } from '../catalog/index-page.ts';
import { emptyLibrary, type Library } from '../catalog/library.ts';
import type { Policy } from '../catalog/policy.ts';
import { readQualityTable } from '../catalog/quality-table.ts';
import { readReproductions } from '../catalog/reproductions.ts';
import { readTaxonomy } from '../catalog/taxonomy.ts';
import type { Parser } from '../examiner/open-parser.ts';
import type { GitHub } from '../github/client.ts';
import { type DomainFiles, readPolicyFiles } from '../github/read-policy-files.ts';
import { kindOf } from '../pattern/parsed-file.ts';
import { isReadable, type SourceFile } from '../pattern/source-file.ts';
import { allRules } from '../rules/all-rules.ts';
import { moduleIn, readLibrary } from './read-library.ts';

/** A domain's policy at one commit, or the sentence that says why it cannot be used: a maintainer's to mend. */
export type DomainPolicy = { domain: string } & (
  | {
      policy: Policy;
      /** The index files as they stand at that commit, by path. */
      index: Record<string, string>;
    }
  | { broken: string }
);

/** Reads policies and remembers the latest commits: policy is a function of the commit alone. */
export type PolicyCache = (
  github: GitHub,
  parser: Parser,
  repository: string,
  oid: string,
) => Promise<DomainPolicy[]>;

const remembered = 200;

export function policyCache(): PolicyCache {
  const cache = new Map<string, Promise<DomainPolicy[]>>();
  return (github, parser, repository, oid) => {
    const key = `${repository} ${oid}`;
    const known = cache.get(key);
    if (known) return known;
    const loading = loadPolicies(github, parser, repository, oid);
    cache.set(key, loading);
    const forget = (): void => void cache.delete(key);
    // A parser that ran out of time says nothing of the file for good, so what is broken is looked at again.
    loading.then(policies => policies.some(found => 'broken' in found) && forget(), forget);
    for (const oldest of cache.keys()) if (cache.size > remembered) cache.delete(oldest);
    return loading;
  };
}

async function loadPolicies(
  github: GitHub,
  parser: Parser,
  repository: string,
  oid: string,
): Promise<DomainPolicy[]> {
  const domains = await readPolicyFiles(github, repository, oid);
  return Promise.all(domains.map(domain => loadPolicy(github, parser, repository, oid, domain)));
}

/** The index may lag behind the tree, or be edited by hand, so the library comes from the tree and the index only saves reading. */
async function loadPolicy(
  github: GitHub,
  parser: Parser,
  repository: string,
  oid: string,
  { domain, files, tree }: DomainFiles,
): Promise<DomainPolicy> {
  const found = await policyOf(parser, domain, files);
  if ('broken' in found) return found;
  const present = { ...found.policy.library, module: moduleIn(tree) };
  const previous = isAsWritten(found, present) ? present : { ...present, entries: [], unlisted: [] };
  const library = await readLibrary({ github, parser }, repository, oid, tree, previous);
  return { ...found, policy: { ...found.policy, library } };
}

/**
 * Whether both index files say the same, as they do when this release wrote them. An entry that a person has edited still
 * names the blob of its README, so without this its text would be taken over for ever.
 */
function isAsWritten(
  { policy, index }: Exclude<DomainPolicy, { broken: string }>,
  library: Library,
): boolean {
  const written = Object.entries(indexFiles(library, policy.taxonomy));
  return written.every(([path, text]) => index[path] === text);
}

/** Makes a policy of the files directly in `patterns/<domain>/`, with the library as the index tells it. */
export async function policyOf(
  parser: Parser,
  domain: string,
  files: readonly SourceFile[],
): Promise<DomainPolicy> {
  const folder = `patterns/${domain}`;
  const named = (name: string): SourceFile[] => files.filter(file => file.path === `${folder}/${name}`);
  const parsed = await parser.parse([...named('taxonomy.yaml'), ...named('README.md')]);
  const taxonomyFile = parsed.find(file => file.kind === 'taxonomy');
  const handbook = parsed.find(file => file.kind === 'handbook');
  const reading = taxonomyFile?.kind === 'taxonomy' ? readTaxonomy(taxonomyFile.yaml, domain) : null;
  if (!reading?.taxonomy) {
    const [first] = reading?.problems ?? [];
    const why = first
      ? `line ${first.range.start.line}: ${first.message}`
      : 'it is missing or cannot be read.';
    return { domain, broken: `\`${folder}/taxonomy.yaml\` on the default branch cannot be used: ${why}` };
  }
  const { taxonomy } = reading;
  const ruleIds = allRules.map(rule => rule.id);
  const qualityTable =
    handbook?.kind === 'handbook'
      ? readQualityTable(handbook.markdown.body, ruleIds)
      : { metrics: [], problems: [] };
  const index = Object.fromEntries(
    files.flatMap(file =>
      kindOf(file.path) === 'index' && isReadable(file) ? [[file.path, file.text]] : [],
    ),
  );
  const known = readIndexJson(index[`${folder}/index.json`] ?? null);
  const records = files.find(file => file.path === `${folder}/reproductions.json`);
  const library: Library = {
    ...emptyLibrary,
    ...known,
    reproductions: readReproductions(records && isReadable(records) ? records.text : null),
  };
  return { domain, policy: { taxonomy, qualityTable, library }, index };
}
