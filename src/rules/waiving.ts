import type { Library } from '../catalog/library.ts';
import { type Pattern, textOf } from '../pattern/pattern.ts';
import { type Waiver, waiversOf } from '../pattern/waivers.ts';
import type { Rule } from './rule.ts';

/** A waiver that counts takes a rule's findings away; one that only asks is told beside them. */
export type Waiving = 'counts' | 'asks' | null;

/** Only what is advice on a draft can be waived: the rest must hold for every pattern, or the library could not be read. */
export function isWaivable(rule: Rule): boolean {
  return rule.scope === 'pattern' && rule.onDraft === 'info';
}

/** Says of each waivable rule whether a pattern is excused from it. */
export function waivingOf(
  pattern: Pattern,
  base: Library | null,
  agrees: (pattern: Pattern, waiver: Waiver) => boolean,
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
export function waiversIn(pattern: Pattern): Waiver[] {
  const seen = new Set<string>();
  return waiversOf(pattern).filter(({ rule, reason }) => {
    if (reason.trim() === '' || seen.has(rule)) return false;
    seen.add(rule);
    return true;
  });
}

/** What stands behind a finding whose rule a pattern asks to be excused from. */
export const asked =
  ' A waiver asks to be excused from this; it counts once someone with write access who is not the author agrees.';

/** The waivers that this pattern was accepted with. A draft's were never judged, so accepting it asks again. */
function grantedTo(pattern: Pattern, base: Library | null): readonly Pick<Waiver, 'rule' | 'reason'>[] {
  const fingerprint = textOf(pattern, 'fingerprint');
  if (fingerprint === null) return [];
  const before = base?.entries.filter(entry => entry.fingerprint === fingerprint) ?? [];
  return before.flatMap(({ status, waivers }) => (status === 'accepted' ? waivers : []));
}

function isSame(granted: Pick<Waiver, 'rule' | 'reason'>, { rule, reason }: Waiver): boolean {
  return granted.rule === rule && granted.reason === reason;
}
