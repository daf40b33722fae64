import { type FileFacts, fileFactsOf } from '../catalog/file-facts.ts';
import { emptyTaxonomy, type Taxonomy } from '../catalog/taxonomy.ts';
import { type Evidence, evidenceOf } from '../evidence/evidence.ts';
import type { Fix } from '../pattern/diagnostic.ts';
import { limits, tooMany } from '../pattern/limits.ts';
import { type ParsedFile, parseFile } from '../pattern/parsed-file.ts';
import type { Pattern } from '../pattern/pattern.ts';
import { folderOf, parentOf } from '../pattern/place.ts';
import type { Range } from '../pattern/position.ts';
import type { SourceFile } from '../pattern/source-file.ts';
import { allRules } from '../rules/all-rules.ts';
import type { Finding, FolderContext, FolderRule, Rule } from '../rules/rule.ts';
import { ruleIds } from '../rules/rule-ids.ts';
import { rulesWithoutTaxonomy } from '../rules/without-taxonomy.ts';
import { type FingerprintHole, marksFor } from './fingerprint-hole.ts';

/** The files of one folder (a pattern's, or a domain's own) that are to be examined together. */
export type Folder = { path: string; files: readonly SourceFile[] };

/** What folders are examined by: nothing else may decide what is found in them. */
export type FolderPolicy = {
  domain: string;
  /** Null: it cannot be used, so only rules that need none are applied. */
  taxonomy: Taxonomy | null;
  /** Whether findings are wanted, or only facts. */
  rules: boolean;
};

/** Nobody is judged, whatever the domain. */
export const factsOnly: FolderPolicy = { domain: '', taxonomy: null, rules: false };

/**
 * What is known of a folder by its own files alone: facts, and what its rules find. Plain data without syntax trees, so that it
 * may come from another process or a cache.
 */
export type Examination = {
  path: string;
  files: FileFacts[];
  findings: RawFinding[];
  faults: Fault[];
};

/** A finding of a folder rule before the library has its say: severity, waivers and fingerprints come later. */
export type RawFinding = {
  ruleId: string;
  /** The README of the pattern that it is about; `path` may be a file beside it. */
  readme: string;
  path: string;
  message: string;
  range: Range;
  fix?: Fix;
  hole?: FingerprintHole;
};

/** A rule that broke: a fault of ours, never the contributor's. */
export type Fault = { ruleId: string; path: string; error: string };

/** Parses the files of one folder and applies every folder rule. Same input, same answer; never throws for any text. */
export function examine({ path, files }: Folder, policy: FolderPolicy, parse = parseFile): Examination {
  const parsed = files.map(file => parse(file));
  return examineParsed(path, parsed, policy, policy.rules ? rulesFor(policy) : []);
}

/** The folder rules that can be applied with a policy. */
function rulesFor({ taxonomy }: FolderPolicy): readonly FolderRule[] {
  return (taxonomy === null ? rulesWithoutTaxonomy : allRules).filter(isFolderRule);
}

export function isFolderRule(rule: Rule): rule is FolderRule {
  return rule.scope === 'folder';
}

/** The same of files that have been parsed already. */
export function examineParsed(
  path: string,
  parsed: readonly ParsedFile[],
  { domain, taxonomy }: Pick<FolderPolicy, 'domain' | 'taxonomy'>,
  rules: readonly FolderRule[],
): Examination {
  const byPath = new Map(parsed.map(file => [file.path, file]));
  // Evidence is read once, however many rules ask for it.
  const known = new Map<string, Evidence>();
  const evidenceIn = (folder: string): Evidence => {
    const evidence = known.get(folder) ?? evidenceOf(folder, path => byPath.get(path));
    known.set(folder, evidence);
    return evidence;
  };
  const examination: Examination = { path, files: [], findings: [], faults: [] };
  for (const file of parsed) {
    const folder = parentOf(file.path);
    const facts = fileFactsOf(file, () => evidenceIn(folder), ruleIds.ruleIds);
    const index = examination.files.push(facts) - 1;
    if (file.kind !== 'pattern') continue;
    const found: RawFinding[] = [];
    const context = {
      ...ruleIds,
      taxonomy: taxonomy ?? emptyTaxonomy(domain),
      fileAt: (path: string) => byPath.get(path),
      evidence: ({ place }: Pattern) => evidenceIn(folderOf(place)),
    };
    for (const rule of rules) collect({ ...examination, findings: found }, rule, file.pattern, context);
    const beyond = beyondResults(facts, found);
    if (beyond === null) examination.findings.push(...found);
    else
      examination.files[index] = {
        kind: 'unreadable',
        path: file.path,
        reason: 'too-complex',
        detail: beyond,
      };
  }
  return examination;
}

/** Says in words of what a README has more than anybody could use, or null. */
function beyondResults(facts: FileFacts, { length }: readonly RawFinding[]): string | null {
  const links = facts.kind === 'pattern' ? facts.pattern.links.length : 0;
  if (links > limits.links) return tooMany('it has', links, 'links into the repository', limits.links);
  if (length <= limits.findings) return null;
  return `more than ${limits.findings} things are found in it, and no more are told of one file`;
}

function collect(
  { findings, faults }: Examination,
  rule: FolderRule,
  pattern: Pattern,
  known: Omit<FolderContext, 'fingerprintFor'>,
): void {
  const marks = marksFor(pattern.text);
  const context: FolderContext = { ...known, fingerprintFor: preferred => marks.mark(preferred ?? null) };
  // What is left of each fix where the library has no fingerprint to give: asked for only where it matters.
  let without: Finding[] | null = null;
  let index = 0;
  try {
    for (const { message, range, path = pattern.path, fix } of rule.check(pattern, context)) {
      const hole = fix ? marks.holeIn(fix) : null;
      if (hole) without ??= [...rule.check(pattern, { ...known, fingerprintFor: () => null })];
      findings.push({
        ruleId: rule.id,
        readme: pattern.path,
        path,
        message,
        range,
        ...(fix && { fix }),
        ...(hole && { hole: { ...hole, otherwise: without?.[index]?.fix ?? null } }),
      });
      index += 1;
      if (findings.length > limits.findings) return;
    }
  } catch (error) {
    faults.push({ ruleId: rule.id, path: pattern.path, error: String(error) });
  }
}
