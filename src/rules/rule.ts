import type { Claim } from '../catalog/claim.ts';
import type { FileFacts } from '../catalog/file-facts.ts';
import type { Library } from '../catalog/library.ts';
import type { PatternFacts } from '../catalog/pattern-facts.ts';
import type { Taxonomy } from '../catalog/taxonomy.generated.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Fix, Severity } from '../pattern/diagnostic.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import type { Pattern } from '../pattern/pattern.ts';
import type { Range } from '../pattern/position.ts';

/** One check with everything people want to know of it; docs/rules and the rule's tests are made from it. */
export type Rule = FolderRule | LibraryRule;

/** Looks at one pattern's folder, syntax tree included, and knows nothing of any other: so its findings can be kept. */
export type FolderRule = Described & {
  scope: 'folder';
  /** A finding without a path is in the pattern's README. */
  check(pattern: Pattern, context: FolderContext): Iterable<Finding & { path?: string }>;
};

/** Looks at how patterns and files stand to each other. It sees facts and entries, never a syntax tree. */
export type LibraryRule = PatternRule | ChangeRule;

/** Looks at one pattern after the other, in its library. */
export type PatternRule = Described & {
  scope: 'library';
  each: 'pattern';
  check(pattern: PatternFacts, context: LibraryContext): Iterable<Finding>;
};

/** Looks at the change as a whole: files of any kind, and what is gone. */
export type ChangeRule = Described & {
  scope: 'library';
  each: 'change';
  check(change: Change, context: LibraryContext): Iterable<Finding & { path: string }>;
};

type Described = {
  id: string;
  /** The version that first applies the rule. */
  since: string;
  /** What the rule wants, as one sentence. */
  what: string;
  why: string;
  fix: string;
  severity: Severity;
  /** On a pattern that does not claim to be accepted, when that differs. */
  onDraft?: Severity;
  /** What it cannot be checked without: how things stood before, and what other open pull requests take. */
  needs?: readonly ('base' | 'claims')[];
  failing: Example;
  passing: Example;
};

/** `fix` may be left out as null: then somebody must think. */
export type Finding = { message: string; range: Range; fix?: Fix | null };

/** A small library that shows the rule at work; `base` is how it stood before, equal to `files` when left out. */
export type Example = {
  files: Record<string, string>;
  base?: Record<string, string>;
  claims?: readonly Claim[];
};

/** What is checked: files of one domain as they will be, and how they differ from the base. */
export type Change = {
  domain: string;
  files: readonly FileFacts[];
  /** Paths that differ from the base, deleted ones included; null when there is no base to compare with. */
  edited: readonly string[] | null;
};

/** The rules that there are. */
export type RuleIds = {
  /** Ids of all rules: the quality table may name only these. */
  ruleIds: readonly string[];
  /** Ids of those that a pattern may ask to be excused from. */
  waivable: readonly string[];
};

/** What a rule may know beside the pattern whose folder it looks at. */
export type FolderContext = RuleIds & {
  taxonomy: Taxonomy;
  /** What lies beside the pattern's README as proof. */
  evidence(pattern: Pattern): Evidence;
  /** A file of the folder by its path. */
  fileAt(path: string): ParsedFile | undefined;
  /**
   * Stands for the fingerprint to be written where a pattern has none or cannot keep its own; only the library knows it. It
   * is `preferred` where nobody else has that. Null: as if somebody had to choose.
   */
  fingerprintFor(preferred?: string): string | null;
};

/** What a rule may know of the library. */
export type LibraryContext = RuleIds & {
  taxonomy: Taxonomy;
  /** All patterns as they will be with the change. */
  library: Library;
  /** All patterns as they are without the change; null when unknown. */
  base: Library | null;
  /** What other open pull requests take; null when unknown. */
  claims: readonly Claim[] | null;
  /** The number of the pull request that is looked at, where it is one. */
  pullRequest?: number;
  /** Whether a file or folder will be there; null when nobody looked. */
  exists(path: string): boolean | null;
  /** A file of the change by its path. */
  fileAt(path: string): FileFacts | undefined;
  /** The fingerprint to be written where a pattern has none or cannot keep its own; null when somebody must choose. */
  fingerprintFor(path: string): string | null;
  /** Whether a rule finds anything on a pattern, waived or not; null when it is not applied. */
  finds(ruleId: string, pattern: PatternFacts): boolean | null;
};
