import { withoutEnd } from '../../pattern/without-end.ts';

/** What somebody asks for in a comment. */
export type Command =
  | { kind: 'recheck' }
  | { kind: 'help' }
  /** `rule` as written, perhaps empty; `reason` as written, perhaps empty. */
  | { kind: 'waive'; rule: string; reason: string }
  | { kind: 'unknown'; word: string }
  /** There may be commands in it; it takes too long to tell. */
  | { kind: 'unread' };

export type CommandKind = Exclude<Command['kind'], 'unknown' | 'unread'>;

/** How each command is written, and what it does. */
export const usages: Record<CommandKind, { usage: string; does: string }> = {
  recheck: { usage: '/patterns recheck', does: 'looks at this pull request again' },
  waive: {
    usage: '/patterns waive <rule> <reason>',
    does: 'writes the lines with which a pattern asks to be excused from a rule',
  },
  help: { usage: '/patterns help', does: 'shows this list' },
};

// Not followed by more than it needs, so `/patternsfoo` and `/patterns/ml` are something else.
const trigger = /^[ \t]*\/patterns(?=\s|$)/i;

/** The command on a line of its own, or null. Whoever writes only `/patterns` wants to know what there is. */
export function commandOn(line: string): Command | null {
  if (!trigger.test(line)) return null;
  const [first = '', ...more] = line.replace(trigger, '').trim().split(/\s+/);
  const word = bare(first);
  switch (word.toLowerCase()) {
    case '':
    case 'help':
      return { kind: 'help' };
    case 'recheck':
      return { kind: 'recheck' };
    case 'waive': {
      const [rule = '', ...reason] = more;
      return { kind: 'waive', rule: bare(rule), reason: reason.join(' ') };
    }
    default:
      return { kind: 'unknown', word };
  }
}

/** A word without what people put around it: the quotes of code, the brackets of an example, the end of a sentence. */
function bare(word: string): string {
  return withoutEnd(word.replace(/^[`'"“<[(]+/, ''), '`\'"”>]).,:;!?');
}
