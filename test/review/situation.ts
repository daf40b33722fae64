import type { Claim } from '../../src/catalog/claim.ts';
import { withChange } from '../../src/catalog/library.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { readQualityTable } from '../../src/catalog/quality-table.ts';
import { readTaxonomy } from '../../src/catalog/taxonomy.ts';
import { type Inspection, inspect } from '../../src/inspection/inspect.ts';
import { parseMarkdown } from '../../src/pattern/markdown.ts';
import { normalised } from '../../src/pattern/parsed-file.ts';
import { positionsIn } from '../../src/pattern/position.ts';
import { parseYaml } from '../../src/pattern/yaml.ts';
import { scopesOf } from '../../src/planning/scope.ts';
import { agreesTo } from '../../src/review/agreement/judgement.ts';
import { sharedSignOffsOf } from '../../src/review/agreement/sign-offs.ts';
import { ownLabels } from '../../src/review/labels.ts';
import { planReview } from '../../src/review/plan-review.ts';
import type { Review } from '../../src/review/review.ts';
import type { Opinion, OwnComment, PullRequestSnapshot } from '../../src/review/snapshot.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { examined, type Files, facts } from '../inspection/check-files.ts';

const reading = readTaxonomy(parseYaml(exampleTaxonomy, 0, positionsIn(exampleTaxonomy)), 'ml');
if (reading.taxonomy === null) throw new Error('the taxonomy for the test is broken');
export const { taxonomy } = reading;

/** A handbook whose quality table has further rows. */
export const handbookWith = (rows: readonly string[]): string => [handbook.trimEnd(), ...rows, ''].join('\n');

const handbook = `# Handbook

## Quality Metrics

| Metric | Requirement | Evidence |
|---|---|---|
| Performance | Benchmarked | a maintainer |
| Documentation | Complete | \`required-sections\` · \`links\` · a maintainer |
`;

const headOid = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d';

/** A pull request that turns the files of the default branch into the files of its head. */
export function snapshotOf(
  before: Files,
  after: Files,
  changes: Partial<PullRequestSnapshot> = {},
): PullRequestSnapshot {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    path => before[path] !== after[path],
  );
  return {
    repository: {
      id: 'R_1',
      nameWithOwner: 'octo/library',
      url: 'https://github.example/octo/library',
      defaultBranch: 'main',
      defaultOid: 'f'.repeat(40),
      labelIds: {},
      viewer: 'pattern-librarian',
    },
    id: 'PR_1',
    number: 12,
    url: 'https://github.example/octo/library/pull/12',
    state: 'OPEN',
    isDraft: false,
    isLocked: false,
    author: 'ada',
    headOid,
    baseBranch: 'main',
    files: paths.map(path => ({
      path,
      change: !(path in after) ? 'deleted' : path in before ? 'modified' : 'added',
    })),
    filesComplete: true,
    labels: [],
    labelActs: {},
    comments: [],
    opinions: [],
    notes: [],
    unsentNote: null,
    requests: [],
    writers: [],
    others: [],
    siblings: [],
    checkRun: null,
    workflowRuns: [],
    ...changes,
  };
}

function inspectionsOf(
  before: Files,
  after: Files,
  snapshot: PullRequestSnapshot,
  handbook: string,
  claims: readonly Claim[],
): Inspection[] {
  const qualityTable = readQualityTable(
    parseMarkdown('patterns/ml/README.md', handbook).body,
    allRules.map(rule => rule.id),
  );
  const library = libraryOf(facts(before), () => '0'.repeat(40));
  const known = new Map(Object.keys(after).map(path => [path, true]));
  return scopesOf(snapshot.files).map(scope => {
    const isInFolder = (path: string): boolean => scope.folders.some(folder => path.startsWith(`${folder}/`));
    const seenOf = (files: Files, isIn: (path: string) => boolean) => {
      const own = Object.fromEntries(Object.entries(files).filter(([path]) => isIn(path)));
      return { examinations: [examined(own, taxonomy)], others: [], known };
    };
    const now = seenOf(after, path => scope.present.includes(path) || isInFolder(path));
    const added = libraryOf(
      now.examinations.flatMap(({ files }) => files),
      () => null,
    );
    return inspect({
      scope,
      policy: { taxonomy, qualityTable, library },
      library: withChange(library, new Set(scope.folders), added),
      now,
      before: seenOf(before, isInFolder),
      branchedOff: null,
      pullRequestContext: { agrees: agreesTo(sharedSignOffsOf(snapshot)), claims },
    });
  });
}

/** The READMEs as positions count them. */
function textsOf(files: Files): ReadonlyMap<string, string> {
  return new Map(Object.entries(files).map(([path, text]) => [path, normalised(text)]));
}

export function reviewOf(
  before: Files,
  after: Files,
  changes: Partial<PullRequestSnapshot> = {},
  rules = handbook,
  claims: readonly Claim[] = [],
): Review {
  const snapshot = snapshotOf(before, after, changes);
  return planReview({
    snapshot,
    inspections: inspectionsOf(before, after, snapshot, rules, claims),
    texts: textsOf(after),
    signOffs: sharedSignOffsOf(snapshot),
    claims,
    isOwnLabel: ownLabels([taxonomy]),
    version: '0.1.0',
  });
}

/** An approving review on the head, by somebody who may write. */
export const approval = (by: string): Opinion => ({ by, state: 'APPROVED', commitOid: headOid });

/** The App's comment as it stands there, with what others have done to it. */
export function ownComment(body: string, changes: Partial<OwnComment> = {}): OwnComment {
  const url = 'https://github.example/octo/library/pull/12#issuecomment-1';
  return { id: 'IC_1', url, body, revisions: [], foreignEdits: [], ...changes };
}
