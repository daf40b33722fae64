import type { RootContent } from 'mdast';
import type { Inspection } from '../../inspection/inspect.ts';
import type { PatternChange } from '../../inspection/pattern-change.ts';
import { folderOf } from '../../pattern/place.ts';
import { codeSpan, heading } from '../../pattern/tree.ts';
import type { Judgement } from '../agreement/judgement.ts';
import type { CommentState } from '../comment-state.ts';
import { hasResults } from '../disagreement.ts';
import type { Links } from '../finding.ts';
import type { Rerun } from '../reproduction.ts';
import { folded } from './folded.ts';
import { judgePart } from './judge-part.ts';
import { metricTable } from './metric-table.ts';

type Input = {
  links: Links;
  rerun: Rerun;
  judgements: readonly Judgement[];
  state: Pick<CommentState, 'refused'>;
};

/** One pattern: what happens to it, what the machine saw of each metric, and what a person has to judge. */
export function patternPart(
  inspection: Inspection,
  change: PatternChange,
  { links, rerun, judgements, state }: Input,
): RootContent[] {
  const entry = change.after ?? change.before;
  const title = entry ? [codeSpan(entry.fingerprint), ` · ${entry.name}`] : [codeSpan(change.folder)];
  const parts: RootContent[] = [heading(3, ...title, ` — ${stateOf(change)}`)];
  if (change.kind === 'removed') return parts;
  const own = inspection.report.diagnostics.filter(({ path }) => path.startsWith(`${change.folder}/`));
  const again = hasResults(inspection, change.folder) ? rerun : null;
  const table = metricTable(inspection, change, own, links, again);
  // Nobody is asked about a draft yet, so the table waits behind a line.
  if (change.pattern !== null && change.pattern.level === 'draft')
    return [...parts, ...folded('What will be asked of it as accepted', [table])];
  const boxes = judgements.filter(({ pattern }) => pattern === change.pattern);
  return [...parts, table, ...judgePart(boxes, state.refused, links)];
}

function stateOf({ kind, after, before, pattern }: PatternChange): string {
  const level = pattern === null ? '' : pattern.level === 'accepted' ? ', proposed as accepted' : ', a draft';
  if (kind === 'moved' && before && after) return `moved from ${folderOf(before)}${level}`;
  return `${kind}${level}`;
}
