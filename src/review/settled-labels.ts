import type { RefusedLabel } from './comment-state.ts';
import { type LabelReason, stateLabels, type WantedLabel } from './labels.ts';
import type { LabelAct } from './snapshot.ts';

/** GitHub's limit for one pull request (docs.github.com, managing labels). */
const maxLabels = 100;

/** The labels of a review as far as GitHub takes them, and why each is there, or is not. */
export type SettledLabels = { labels: WantedLabel[]; reasons: LabelReason[] };

/** What labels depend on besides what is wanted. */
type Given = {
  /** Those that the pull request has. */
  present: readonly string[];
  /** A person's last act on a label that still stands. */
  decided(name: string): LabelAct | null;
  isOwn(name: string): boolean;
  refused: readonly RefusedLabel[];
};

/**
 * Settles which labels a pull request gets: what people have decided comes first; what GitHub has refused is not asked for again;
 * and where there is no room for all, the state matters most. Each that is left off says why.
 */
export function settledLabels(wanted: readonly WantedLabel[], given: Given): SettledLabels {
  const { present, decided, isOwn, refused } = given;
  const has = new Set(present.map(keyOf));
  const want = new Set(wanted.map(({ name }) => keyOf(name)));
  const takenOff = (name: string): boolean => decided(name)?.added === false;
  const stays = (name: string): boolean =>
    !isOwn(name) || want.has(keyOf(name)) || decided(name)?.added === true;
  const whyRefused = new Map(refused.map(({ name, why }) => [keyOf(name), why]));
  const isAsked = ({ name }: WantedLabel): boolean =>
    !has.has(keyOf(name)) && !takenOff(name) && !whyRefused.has(keyOf(name));
  const room = Math.max(0, maxLabels - present.filter(stays).length);
  const beyond = new Set(wanted.filter(isAsked).toSorted(byImportance).slice(room));
  const reasons = wanted.map((label): LabelReason => {
    const { name, because } = label;
    const leftOff = (why: string): LabelReason => ({
      name,
      because: `left off, because ${why} (it would be there because ${because})`,
    });
    if (takenOff(name)) return leftOff(`${decided(name)?.actor ?? 'somebody'} took it off`);
    if (has.has(keyOf(name))) return { name, because };
    const why = whyRefused.get(keyOf(name));
    if (why !== undefined) return leftOff(`GitHub refuses it: ${why}`);
    if (beyond.has(label)) return leftOff(`GitHub takes at most ${maxLabels} labels`);
    return { name, because };
  });
  const kept = present.flatMap((name): LabelReason[] => {
    const act = isOwn(name) && !want.has(keyOf(name)) ? decided(name) : null;
    return act?.added ? [{ name, because: `left there, because ${act.actor ?? 'somebody'} put it on` }] : [];
  });
  const isRefused = ({ name }: WantedLabel): boolean => !has.has(keyOf(name)) && whyRefused.has(keyOf(name));
  const labels = wanted.filter(label => !beyond.has(label) && !isRefused(label));
  return { labels, reasons: [...reasons, ...kept] };
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

function byImportance(a: WantedLabel, b: WantedLabel): number {
  const rank = ({ name }: WantedLabel): number => Number(!stateLabels.includes(keyOf(name)));
  return rank(a) - rank(b);
}
