import type { FileFacts } from '../../catalog/file-facts.ts';
import { partsOf } from '../../catalog/fingerprint.ts';
import { digest, judgedPart } from '../../catalog/judged-part.ts';
import type { PatternFacts } from '../../catalog/pattern-facts.ts';
import type { Metric } from '../../catalog/quality-table.ts';
import { questionFor } from '../../catalog/questions.ts';
import type { Inspection } from '../../inspection/inspect.ts';
import { type Agrees, waiversIn } from '../../inspection/waiving.ts';
import { folderOf } from '../../pattern/place.ts';
import type { Waiver } from '../../pattern/waivers.ts';
import { allRules } from '../../rules/all-rules.ts';
import { isWaivable } from '../../rules/waivable.ts';
import type { SignOff } from '../comment-state.ts';
import { type SharedSignOffs, type SignOffs, withSignOff } from './sign-offs.ts';

/** One thing that a person has to agree to, and who has agreed to it as it stands. */
export type Box = {
  key: string;
  /** A digest of what is judged. */
  part: string;
  agreed: SignOff | null;
  /** While nobody agrees: who agreed last, to what stood there before or until they withdrew it. */
  lapsed: SignOff | null;
};

/** One thing of a pattern that a person has to judge. */
export type Judgement = Box & {
  pattern: PatternFacts;
  about: { kind: 'metric'; metric: Metric } | { kind: 'waiver'; waiver: Waiver };
};

/**
 * The boxes of a review: of each pattern that is proposed as accepted, the metrics that ask a person and the waivers. What
 * was accepted before and has not been changed is not asked again.
 */
export function judgementsOf(inspections: readonly Inspection[], signOffs: SharedSignOffs): Judgement[] {
  return inspections.flatMap(inspection =>
    proposed(inspection).flatMap(pattern => judgementsOn(pattern, inspection, signOffs)),
  );
}

/** The key and the digest of a waiver, also before the review is made: whether it counts decides the findings. */
export function agreesTo(signOffs: SharedSignOffs): Agrees {
  return (pattern, waiver) =>
    agreementIn(signOffs, waiverKey(pattern, waiver), waiverPart(waiver)).agreed !== null;
}

function proposed({ files, scope }: Inspection): PatternFacts[] {
  return files.flatMap(file =>
    file.kind === 'pattern' &&
    scope.folders.includes(folderOf(file.pattern.place)) &&
    file.pattern.level === 'accepted'
      ? file.pattern
      : [],
  );
}

function judgementsOn(pattern: PatternFacts, inspection: Inspection, signOffs: SharedSignOffs): Judgement[] {
  const [own] = signOffs;
  const { policy, before } = inspection;
  const old = acceptedBefore(pattern, before);
  const metrics = policy.qualityTable.metrics.flatMap((metric): Judgement[] => {
    if (!metric.maintainer) return [];
    const what = judgedPart(pattern.judged, metric.name).digest;
    if (old && judgedPart(old.judged, metric.name).digest === what) return [];
    // Whoever agreed was asked this question about it.
    const part = digest([metric.requirement, questionFor(metric), what]);
    const key = `${identityOf(pattern)} ${slugOf(metric.name)}`;
    return [{ key, part, pattern, about: { kind: 'metric', metric }, ...agreementOf(own, key, part) }];
  });
  const granted = new Set(old ? old.waivers.map(waiverPart) : []);
  const waivers = countableWaivers(pattern).flatMap((waiver): Judgement[] => {
    const part = waiverPart(waiver);
    if (granted.has(part)) return [];
    const key = waiverKey(pattern, waiver);
    return [{ key, part, pattern, about: { kind: 'waiver', waiver }, ...agreementIn(signOffs, key, part) }];
  });
  return [...metrics, ...waivers];
}

/** Everybody's agreement to a box as it stands, and else what agreed to it before. */
function agreementOf(signOffs: SignOffs, key: string, part: string): Pick<Judgement, 'agreed' | 'lapsed'> {
  const known = knownOf(signOffs, key, part);
  const agreed = known.findLast(signOff => signOff.part === part && signOff.how !== 'withdrawn') ?? null;
  return { agreed, lapsed: agreed === null ? (known.at(-1) ?? null) : null };
}

/** The same where what is said in other pull requests of this head counts as well. */
function agreementIn(all: SharedSignOffs, key: string, part: string): Pick<Judgement, 'agreed' | 'lapsed'> {
  const agreements = all.map(signOffs => agreementOf(signOffs, key, part));
  return agreements.find(({ agreed }) => agreed !== null) ?? agreementOf(all[0], key, part);
}

/** A box of which what is said in any pull request of this head counts in all, since it decides what their check says. */
export function boxIn(all: SharedSignOffs, key: string, part: string): Box {
  return { key, part, ...agreementIn(all, key, part) };
}

/** All that is known of a box, oldest first, with what an approval of this head says of it. */
export function knownOf({ approvers, byKey }: SignOffs, key: string, part: string): SignOff[] {
  const known = Object.hasOwn(byKey, key) ? (byKey[key] ?? []) : [];
  return approvers.reduce((before, by) => withSignOff(before, { by, part, how: 'review' }), known);
}

/** Those that may come to count; of the others, the rule `waivers` tells. */
function countableWaivers(pattern: PatternFacts): Waiver[] {
  const waivable = new Set(allRules.filter(isWaivable).map(({ id }) => id));
  return waiversIn(pattern).filter(({ rule }) => waivable.has(rule));
}

function acceptedBefore(pattern: PatternFacts, before: readonly FileFacts[]): PatternFacts | null {
  const file = before.find(
    file => file.kind === 'pattern' && identityOf(file.pattern) === identityOf(pattern),
  );
  return file?.kind === 'pattern' && file.pattern.level === 'accepted' ? file.pattern : null;
}

function waiverKey(pattern: PatternFacts, { rule }: Waiver): string {
  return `${identityOf(pattern)} waiver ${slugOf(rule)}`;
}

function waiverPart({ rule, reason }: Waiver): string {
  return digest([rule, reason]);
}

/** The fingerprint, which survives a move; where there is none that can be used, the folder. */
function identityOf({ fingerprint, path }: PatternFacts): string {
  return fingerprint !== null && fingerprint.length <= 40 && partsOf(fingerprint) !== null
    ? fingerprint
    : digest([path]);
}

/** Also of a name that has no letter of ours; two names of one table may not share a box. */
function slugOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  return slug === name.toLowerCase() ? slug : `${slug}-${digest([name]).slice(0, 4)}`;
}
