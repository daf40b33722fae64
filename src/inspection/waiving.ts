import type { Library } from '../catalog/library.ts';
import { entriesWith } from '../catalog/library-index.ts';
import type { PatternFacts } from '../catalog/pattern-facts.ts';
import type { Waiver } from '../pattern/waivers.ts';

/** A waiver that counts takes a rule's findings away; one that only asks is told beside them. */
export type Waiving = 'counts' | 'asks' | null;

/** Whether somebody with write access who is not the author agrees to a waiver as it stands. */
export type Agrees = (pattern: PatternFacts, waiver: Waiver) => boolean;

/** Says of each waivable rule whether a pattern is excused from it. */
export function waivingOf(
  pattern: PatternFacts,
  base: Library | null,
  agrees: Agrees,
): (ruleId: string) => Waiving {
  const waivers = new Map(waiversIn(pattern).map(waiver => [waiver.rule, waiver]));
  if (waivers.size === 0) return () => null;
  const granted = grantedTo(pattern, base);
  return ruleId => {
    const waiver = waivers.get(ruleId);
    if (!waiver) return null;
    return agrees(pattern, waiver) || granted.some(item => isSame(item, waiver)) ? 'counts' : 'asks';
  };
}

/** The waivers that give a reason, one for each rule: of two for the same, the first, so that a person judges one thing. */
export function waiversIn({ waivers }: PatternFacts): Waiver[] {
  const seen = new Set<string>();
  return waivers.filter(({ rule, reason }) => {
    if (reason.trim() === '' || seen.has(rule)) return false;
    seen.add(rule);
    return true;
  });
}

/** What stands behind a finding whose rule a pattern asks to be excused from. */
export const asked =
  ' A waiver asks to be excused from this; it counts once someone with write access who is not the author agrees.';

/** The waivers that this pattern was accepted with. A draft's were never judged, so accepting it asks again. */
function grantedTo(
  { fingerprint }: PatternFacts,
  base: Library | null,
): readonly Pick<Waiver, 'rule' | 'reason'>[] {
  if (fingerprint === null) return [];
  const before = base ? entriesWith(base, fingerprint) : [];
  return before.flatMap(({ status, waivers }) => (status === 'accepted' ? waivers : []));
}

function isSame(granted: Pick<Waiver, 'rule' | 'reason'>, { rule, reason }: Waiver): boolean {
  return granted.rule === rule && granted.reason === reason;
}
